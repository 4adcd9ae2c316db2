package io.portcullis.constructs.alarms;

import static java.util.Objects.requireNonNull;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;

/**
 * From which values on the alarms of a gateway go off; counts are of five minutes. Create them with
 * {@link #builder()}; the record's own constructor changes with every new alarm.
 */
public record AlarmThresholds(
    Number serverErrors,
    Number upstreamFailures,
    Number warmingPeriods,
    Number breakerOpened,
    Number retryBudgetEmpty,
    Number quotaUnavailable,
    Duration firstByte,
    Duration total,
    Number firewallBlocks,
    Number refusals,
    Number keyMismatches,
    Number duplicates,
    Number callShare,
    Number quotaShare,
    Number spendShare,
    Duration tokenNotice,
    Duration rotationOverdue,
    Duration credentialMaximumAge,
    Number rotationFailures,
    Number throttles,
    Number planThrottles,
    Number concurrentExecutions) {

  public AlarmThresholds {
    requireNonNull(tokenNotice, "'tokenNotice' is required");
    requireNonNull(credentialMaximumAge, "'credentialMaximumAge' is required");
    requireShare("callShare", callShare);
    requireShare("quotaShare", quotaShare);
    requireShare("spendShare", spendShare);
    requireKnown("tokenNotice", tokenNotice);
    requireKnown("credentialMaximumAge", credentialMaximumAge);
  }

  private static void requireKnown(String property, Duration duration) {
    if (duration.isUnresolved()) {
      throw new IllegalArgumentException(
          "'%s' must be known when the template is written".formatted(property));
    }
  }

  private static void requireShare(String property, Number share) {
    if (Token.isUnresolved(share)) {
      throw new IllegalArgumentException(
          "'%s' must be known when the template is written".formatted(property));
    }
    if (share.doubleValue() <= 0) {
      throw new IllegalArgumentException(
          "'%s' must be greater than 0, got '%s'".formatted(property, share));
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects the thresholds of a gateway's alarms. */
  public static final class Builder {
    private Number serverErrors = 5;
    private Number upstreamFailures = 5;
    private Number warmingPeriods = 3;
    private Number breakerOpened = 1;
    private Number retryBudgetEmpty = 20;
    private Number quotaUnavailable = 5;
    private Duration firstByte = Duration.seconds(15);
    private Duration total = Duration.seconds(60);
    private Number firewallBlocks = 1000;
    private Number refusals = 100;
    private Number keyMismatches = 1;
    private Number duplicates = 50;
    private Number callShare = 0.8;
    private Number quotaShare = 0.9;
    private Number spendShare = 0.8;
    private Duration tokenNotice = Duration.days(14);
    private Duration rotationOverdue = Duration.days(33);
    private Duration credentialMaximumAge = Duration.days(180);
    private Number rotationFailures = 1;
    private Number throttles = 5;
    private Number planThrottles = 100;
    private Number concurrentExecutions = 800;

    private Builder() {}

    /** Server errors that callers got. Default: 5. */
    public Builder serverErrors(Number serverErrors) {
      this.serverErrors = serverErrors;
      return this;
    }

    /** Calls that the endpoint failed to answer. Default: 5. */
    public Builder upstreamFailures(Number upstreamFailures) {
      this.upstreamFailures = upstreamFailures;
      return this;
    }

    /** Periods of five minutes in a row in which the endpoint was still starting. Default: 3. */
    public Builder warmingPeriods(Number warmingPeriods) {
      this.warmingPeriods = warmingPeriods;
      return this;
    }

    /** Times that calls began to be refused because the endpoint fails. Default: 1. */
    public Builder breakerOpened(Number breakerOpened) {
      this.breakerOpened = breakerOpened;
      return this;
    }

    /** Calls that were not tried again, since too many were already. Default: 20. */
    public Builder retryBudgetEmpty(Number retryBudgetEmpty) {
      this.retryBudgetEmpty = retryBudgetEmpty;
      return this;
    }

    /** Calls whose quota the table did not tell. Default: 5. */
    public Builder quotaUnavailable(Number quotaUnavailable) {
      this.quotaUnavailable = quotaUnavailable;
      return this;
    }

    /**
     * Time until the endpoint begins to answer that one call in a hundred takes, for a quarter of
     * an hour. Default: 15 seconds.
     */
    public Builder firstByte(Duration firstByte) {
      this.firstByte = firstByte;
      return this;
    }

    /**
     * Time that one call in a hundred takes in all, for a quarter of an hour. Default: 60 seconds,
     * longer than most answers that stream.
     */
    public Builder total(Duration total) {
      this.total = total;
      return this;
    }

    /**
     * Requests that the firewall refused. Default: 1,000, because whatever is on the internet gets
     * unwanted requests.
     */
    public Builder firewallBlocks(Number firewallBlocks) {
      this.firewallBlocks = firewallBlocks;
      return this;
    }

    /** Requests that one layer behind the firewall refused. Default: 100. */
    public Builder refusals(Number refusals) {
      this.refusals = refusals;
      return this;
    }

    /** Calls with another caller's key, or from another caller's network. Default: 1. */
    public Builder keyMismatches(Number keyMismatches) {
      this.keyMismatches = keyMismatches;
      return this;
    }

    /** Calls refused because the same came too often: a client in a loop. Default: 50. */
    public Builder duplicates(Number duplicates) {
      this.duplicates = duplicates;
      return this;
    }

    /**
     * Share of the calls that a customer's rate allows in five minutes, which is seldom reached but
     * by one who copies the model's answers. Default: 0.8.
     */
    public Builder callShare(Number callShare) {
      this.callShare = callShare;
      return this;
    }

    /** Share of what a customer's plan holds it to, in the window that is fullest. Default: 0.9. */
    public Builder quotaShare(Number quotaShare) {
      this.quotaShare = quotaShare;
      return this;
    }

    /** Share of what all customers together may spend. Default: 0.8. */
    public Builder spendShare(Number spendShare) {
      this.spendShare = spendShare;
      return this;
    }

    /**
     * Time before the token expires, or reaches its maximum age, at which the alarm goes off; less
     * than what a token lives when the next one is due. Default: 14 days.
     */
    public Builder tokenNotice(Duration tokenNotice) {
      this.tokenNotice = tokenNotice;
      return this;
    }

    /**
     * Age of a token that a rotation should have replaced: the time between two rotations and some
     * grace. Default: 33 days, for a rotation every month.
     */
    public Builder rotationOverdue(Duration rotationOverdue) {
      this.rotationOverdue = rotationOverdue;
      return this;
    }

    /**
     * Age at which what tokens are made with should have been replaced; Hugging Face sets it no
     * end. Default: 180 days.
     */
    public Builder credentialMaximumAge(Duration credentialMaximumAge) {
      this.credentialMaximumAge = credentialMaximumAge;
      return this;
    }

    /** Rotations that failed, and errors of the rotation function. Default: 1. */
    public Builder rotationFailures(Number rotationFailures) {
      this.rotationFailures = rotationFailures;
      return this;
    }

    /** Calls that Lambda did not start the proxy for. Default: 5. */
    public Builder throttles(Number throttles) {
      this.throttles = throttles;
      return this;
    }

    /** Requests above what a plan allows. Default: 100. */
    public Builder planThrottles(Number planThrottles) {
      this.planThrottles = planThrottles;
      return this;
    }

    /**
     * Calls that the proxy works on at one time. Default: 800, four fifths of the usual limit of an
     * account; with reserved concurrency, take four fifths of that.
     */
    public Builder concurrentExecutions(Number concurrentExecutions) {
      this.concurrentExecutions = concurrentExecutions;
      return this;
    }

    public AlarmThresholds build() {
      return new AlarmThresholds(
          serverErrors,
          upstreamFailures,
          warmingPeriods,
          breakerOpened,
          retryBudgetEmpty,
          quotaUnavailable,
          firstByte,
          total,
          firewallBlocks,
          refusals,
          keyMismatches,
          duplicates,
          callShare,
          quotaShare,
          spendShare,
          tokenNotice,
          rotationOverdue,
          credentialMaximumAge,
          rotationFailures,
          throttles,
          planThrottles,
          concurrentExecutions);
    }
  }
}
