package io.portcullis.stacks.environment;

import java.time.Duration;
import java.util.List;

/**
 * When a person is told of trouble, and whom. Counts are of five minutes.
 *
 * @param serverErrors server errors that callers got
 * @param upstreamFailures calls that the endpoint failed to answer
 * @param warmingPeriods periods of five minutes in a row in which the endpoint was still starting
 * @param firstByte time until the endpoint begins to answer, of the slowest call in a hundred
 * @param total time of a whole call, of the slowest in a hundred
 * @param firewallBlocks requests that the firewall refused
 * @param refusals requests that one layer behind the firewall refused
 * @param callShare share of what a customer's plan allows, above 0
 * @param tokenNotice time before the token's maximum age
 * @param throttles calls that Lambda did not start the proxy for
 * @param planThrottles requests above what a plan allows
 * @param monthlyCost US dollars a month that AWS may charge; 0 sets no budget
 * @param emails who is told
 */
public record AlarmsConfig(
    int serverErrors,
    int upstreamFailures,
    int warmingPeriods,
    Duration firstByte,
    Duration total,
    int firewallBlocks,
    int refusals,
    double callShare,
    Duration tokenNotice,
    int throttles,
    int planThrottles,
    int monthlyCost,
    List<String> emails) {
  public AlarmsConfig {
    atLeast(1, "serverErrors", serverErrors);
    atLeast(1, "upstreamFailures", upstreamFailures);
    atLeast(1, "warmingPeriods", warmingPeriods);
    positive("firstByte", firstByte);
    positive("total", total);
    atLeast(1, "firewallBlocks", firewallBlocks);
    atLeast(1, "refusals", refusals);
    Rule.require(
        callShare > 0 && callShare <= 1,
        "callShare",
        "must be above 0 and at most 1",
        Double.toString(callShare));
    positive("tokenNotice", tokenNotice);
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

  private static void positive(String key, Duration value) {
    Rule.require(
        !value.isNegative() && !value.isZero(),
        key,
        "must be longer than nothing",
        value.toString());
  }
}
