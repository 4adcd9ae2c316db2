package io.portcullis.stacks.environment;

import java.time.Duration;
import java.util.List;

/**
 * When a person is told of trouble, and whom. Counts are of five minutes.
 *
 * @param serverErrors server errors that callers got
 * @param upstreamFailures calls that the endpoint failed to answer
 * @param warmingPeriods periods of five minutes in a row in which the endpoint was still starting
 * @param breakerOpened times that calls began to be refused because the endpoint fails
 * @param retryBudgetEmpty calls that were not tried again, since too many were already
 * @param quotaUnavailable calls whose quota the table did not tell
 * @param firstByte time until the endpoint begins to answer, of the slowest call in a hundred
 * @param total time of a whole call, of the slowest in a hundred
 * @param firewallBlocks requests that the firewall refused
 * @param refusals requests that one layer behind the firewall refused
 * @param duplicates requests that were refused because the same came too often
 * @param callShare share of what a customer's rate allows, above 0
 * @param quotaShare share of what a customer's plan holds it to, above 0
 * @param spendShare share of what all customers together may spend, above 0
 * @param tokenNotice time before the token ends, or before its maximum age if it does not
 * @param credentialMaximumAge age at which what tokens are made with should have been replaced
 * @param throttles calls that Lambda did not start the proxy for
 * @param planThrottles requests above what a plan allows
 * @param monthlyCost US dollars a month that AWS may charge; 0 sets no budget
 * @param emails who is told
 */
public record AlarmsConfig(
    int serverErrors,
    int upstreamFailures,
    int warmingPeriods,
    int breakerOpened,
    int retryBudgetEmpty,
    int quotaUnavailable,
    Duration firstByte,
    Duration total,
    int firewallBlocks,
    int refusals,
    int duplicates,
    double callShare,
    double quotaShare,
    double spendShare,
    Duration tokenNotice,
    Duration credentialMaximumAge,
    int throttles,
    int planThrottles,
    int monthlyCost,
    List<String> emails) {
  /** Since what a token has left is measured every hour. */
  private static final String SHORTEST_NOTICE = "PT1H";

  public AlarmsConfig {
    atLeast(1, "serverErrors", serverErrors);
    atLeast(1, "upstreamFailures", upstreamFailures);
    atLeast(1, "warmingPeriods", warmingPeriods);
    atLeast(1, "breakerOpened", breakerOpened);
    atLeast(1, "retryBudgetEmpty", retryBudgetEmpty);
    atLeast(1, "quotaUnavailable", quotaUnavailable);
    positive("firstByte", firstByte);
    positive("total", total);
    atLeast(1, "firewallBlocks", firewallBlocks);
    atLeast(1, "refusals", refusals);
    atLeast(1, "duplicates", duplicates);
    share("callShare", callShare);
    share("quotaShare", quotaShare);
    share("spendShare", spendShare);
    atLeast(SHORTEST_NOTICE, "tokenNotice", tokenNotice);
    atLeast("P1D", "credentialMaximumAge", credentialMaximumAge);
    atLeast(1, "throttles", throttles);
    atLeast(1, "planThrottles", planThrottles);
    atLeast(0, "monthlyCost", monthlyCost);
    emails = List.copyOf(emails);
    for (var email : emails) {
      Rule.require(
          email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"),
          "emails",
          "must be addresses such as oncall@example.com",
          email);
    }
  }

  private static void atLeast(int least, String key, int value) {
    Rule.require(value >= least, key, "must be at least " + least, Integer.toString(value));
  }

  private static void atLeast(String least, String key, Duration value) {
    Rule.require(
        value.compareTo(Duration.parse(least)) >= 0,
        key,
        "must be at least " + least,
        value.toString());
  }

  private static void share(String key, double value) {
    Rule.require(
        value > 0 && value <= 1, key, "must be above 0 and at most 1", Double.toString(value));
  }

  private static void positive(String key, Duration value) {
    Rule.require(
        !value.isNegative() && !value.isZero(),
        key,
        "must be longer than nothing",
        value.toString());
  }
}
