package io.portcullis.constructs.alarms;

import io.portcullis.constructs.customer.Customer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * What is measured of a gateway, each by the layer that measures it. What is not measured has no
 * alarm. Create them with {@link #builder()}; the record's own constructor changes with every new
 * metric.
 */
public record GatewayMetrics(
    Optional<Metric> serverErrors,
    Optional<Metric> upstreamFailures,
    Optional<Metric> warming,
    Optional<Metric> breakerOpened,
    Optional<Metric> retryBudgetEmpty,
    Optional<Metric> quotaUnavailable,
    Optional<Metric> firstByte,
    Optional<Metric> total,
    Optional<Metric> firewallBlocks,
    Map<String, Metric> refusedByLayer,
    Map<String, Metric> refusedByProxy,
    Optional<Metric> duplicates,
    Map<Customer, Metric> calls,
    Map<Customer, Metric> quotaShare,
    Optional<Metric> spendShare,
    Optional<Metric> tokenAge,
    Optional<Metric> tokenTimeLeft,
    Optional<Metric> previousTokenInUse,
    Optional<Metric> endpointExposed,
    Optional<Metric> currentUnverified,
    Optional<Metric> credentialAge,
    Optional<Metric> rotationFailed,
    Optional<Metric> rotationErrors,
    Optional<Metric> throttles,
    Optional<Metric> planThrottles,
    Optional<Metric> concurrentExecutions) {

  public GatewayMetrics {
    refusedByLayer = copy(refusedByLayer);
    refusedByProxy = copy(refusedByProxy);
    calls = copy(calls);
    quotaShare = copy(quotaShare);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** In the given order, which templates and dashboards keep. */
  private static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Collects the metrics of a gateway. */
  public static final class Builder {
    private Metric serverErrors;
    private Metric upstreamFailures;
    private Metric warming;
    private Metric breakerOpened;
    private Metric retryBudgetEmpty;
    private Metric quotaUnavailable;
    private Metric firstByte;
    private Metric total;
    private Metric firewallBlocks;
    private Map<String, Metric> refusedByLayer = Map.of();
    private Map<String, Metric> refusedByProxy = Map.of();
    private Metric duplicates;
    private Map<Customer, Metric> calls = Map.of();
    private Map<Customer, Metric> quotaShare = Map.of();
    private Metric spendShare;
    private Metric tokenAge;
    private Metric tokenTimeLeft;
    private Metric previousTokenInUse;
    private Metric endpointExposed;
    private Metric currentUnverified;
    private Metric credentialAge;
    private Metric rotationFailed;
    private Metric rotationErrors;
    private Metric throttles;
    private Metric planThrottles;
    private Metric concurrentExecutions;

    private Builder() {}

    /** Answers of the API with a status of 500 or more. Default: not measured. */
    public Builder serverErrors(Metric serverErrors) {
      this.serverErrors = serverErrors;
      return this;
    }

    /** Calls that the endpoint failed to answer. Default: not measured. */
    public Builder upstreamFailures(Metric upstreamFailures) {
      this.upstreamFailures = upstreamFailures;
      return this;
    }

    /** Calls that came while the endpoint was starting. Default: not measured. */
    public Builder warming(Metric warming) {
      this.warming = warming;
      return this;
    }

    /** Times that the proxy began to refuse calls. Default: not measured. */
    public Builder breakerOpened(Metric breakerOpened) {
      this.breakerOpened = breakerOpened;
      return this;
    }

    /** Calls that were not tried again, since too many were. Default: not measured. */
    public Builder retryBudgetEmpty(Metric retryBudgetEmpty) {
      this.retryBudgetEmpty = retryBudgetEmpty;
      return this;
    }

    /** Calls whose quota the table did not tell. Default: not measured. */
    public Builder quotaUnavailable(Metric quotaUnavailable) {
      this.quotaUnavailable = quotaUnavailable;
      return this;
    }

    /** Milliseconds until the endpoint begins to answer. Default: not measured. */
    public Builder firstByte(Metric firstByte) {
      this.firstByte = firstByte;
      return this;
    }

    /** Milliseconds of a whole call. Default: not measured. */
    public Builder total(Metric total) {
      this.total = total;
      return this;
    }

    /** Requests that the firewall refused. Default: not measured. */
    public Builder firewallBlocks(Metric firewallBlocks) {
      this.firewallBlocks = firewallBlocks;
      return this;
    }

    /**
     * Requests that were refused between the firewall and the proxy, by the layer that refused
     * them. Default: not measured.
     */
    public Builder refusedByLayer(Map<String, Metric> refusedByLayer) {
      this.refusedByLayer = refusedByLayer;
      return this;
    }

    /**
     * Calls that the proxy refused, by the layer that it refused them for. Default: not measured.
     */
    public Builder refusedByProxy(Map<String, Metric> refusedByProxy) {
      this.refusedByProxy = refusedByProxy;
      return this;
    }

    /** Calls refused because the same came too often. Default: not measured. */
    public Builder duplicates(Metric duplicates) {
      this.duplicates = duplicates;
      return this;
    }

    /** Calls of each customer. Default: not measured. */
    public Builder calls(Map<Customer, Metric> calls) {
      this.calls = calls;
      return this;
    }

    /** Percent of its quota that each customer has used. Default: not measured. */
    public Builder quotaShare(Map<Customer, Metric> quotaShare) {
      this.quotaShare = quotaShare;
      return this;
    }

    /** Percent of the ceiling that is spent. Default: not measured. */
    public Builder spendShare(Metric spendShare) {
      this.spendShare = spendShare;
      return this;
    }

    /** Seconds since the current token was made. Default: not measured. */
    public Builder tokenAge(Metric tokenAge) {
      this.tokenAge = tokenAge;
      return this;
    }

    /** Seconds until the current token expires or must be replaced. Default: not measured. */
    public Builder tokenTimeLeft(Metric tokenTimeLeft) {
      this.tokenTimeLeft = tokenTimeLeft;
      return this;
    }

    /** Whether a replaced token outlived its time. Default: not measured. */
    public Builder previousTokenInUse(Metric previousTokenInUse) {
      this.previousTokenInUse = previousTokenInUse;
      return this;
    }

    /** Whether the endpoint admits more callers than it should. Default: not measured. */
    public Builder endpointExposed(Metric endpointExposed) {
      this.endpointExposed = endpointExposed;
      return this;
    }

    /** Whether the current token is one that no rotation made current. Default: not measured. */
    public Builder currentUnverified(Metric currentUnverified) {
      this.currentUnverified = currentUnverified;
      return this;
    }

    /** Seconds since the credential was written. Default: not measured. */
    public Builder credentialAge(Metric credentialAge) {
      this.credentialAge = credentialAge;
      return this;
    }

    /** Rotations that failed. Default: not measured. */
    public Builder rotationFailed(Metric rotationFailed) {
      this.rotationFailed = rotationFailed;
      return this;
    }

    /** Errors of the rotation function. Default: not measured. */
    public Builder rotationErrors(Metric rotationErrors) {
      this.rotationErrors = rotationErrors;
      return this;
    }

    /** Calls that Lambda did not start the proxy for. Default: not measured. */
    public Builder throttles(Metric throttles) {
      this.throttles = throttles;
      return this;
    }

    /** Requests above what a plan allows. Default: not measured. */
    public Builder planThrottles(Metric planThrottles) {
      this.planThrottles = planThrottles;
      return this;
    }

    /** Calls that the proxy works on at one time. Default: not measured. */
    public Builder concurrentExecutions(Metric concurrentExecutions) {
      this.concurrentExecutions = concurrentExecutions;
      return this;
    }

    public GatewayMetrics build() {
      return new GatewayMetrics(
          Optional.ofNullable(serverErrors),
          Optional.ofNullable(upstreamFailures),
          Optional.ofNullable(warming),
          Optional.ofNullable(breakerOpened),
          Optional.ofNullable(retryBudgetEmpty),
          Optional.ofNullable(quotaUnavailable),
          Optional.ofNullable(firstByte),
          Optional.ofNullable(total),
          Optional.ofNullable(firewallBlocks),
          refusedByLayer,
          refusedByProxy,
          Optional.ofNullable(duplicates),
          calls,
          quotaShare,
          Optional.ofNullable(spendShare),
          Optional.ofNullable(tokenAge),
          Optional.ofNullable(tokenTimeLeft),
          Optional.ofNullable(previousTokenInUse),
          Optional.ofNullable(endpointExposed),
          Optional.ofNullable(currentUnverified),
          Optional.ofNullable(credentialAge),
          Optional.ofNullable(rotationFailed),
          Optional.ofNullable(rotationErrors),
          Optional.ofNullable(throttles),
          Optional.ofNullable(planThrottles),
          Optional.ofNullable(concurrentExecutions));
    }
  }
}
