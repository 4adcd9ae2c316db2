package io.portcullis.stacks.environment;

import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.customer.Quota;

/**
 * How much may be called, under the plan's name. API Gateway limits each key to rate, burst and
 * daily quota, best effort; the proxy holds each customer to its requests and tokens.
 *
 * @param rate requests a second in the long run, at least 1
 * @param burst requests at once, at least 1
 * @param dailyQuota requests a day, at least 1
 * @param requests requests that a customer may make
 * @param tokens tokens, of prompts and answers, that a customer may use
 */
public record PlanConfig(
    int rate, int burst, int dailyQuota, WindowsConfig requests, WindowsConfig tokens) {

  /**
   * How much of something in a minute, a day and a month of UTC; 0 is no limit.
   *
   * @param perMinute at least 0
   * @param perDay at least 0
   * @param perMonth at least 0
   */
  public record WindowsConfig(int perMinute, int perDay, int perMonth) {
    public WindowsConfig {
      Rule.requireWithin("perMinute", perMinute, 0, Integer.MAX_VALUE);
      Rule.requireWithin("perDay", perDay, 0, Integer.MAX_VALUE);
      Rule.requireWithin("perMonth", perMonth, 0, Integer.MAX_VALUE);
    }

    Quota quota() {
      return new Quota(perMinute, perDay, perMonth);
    }
  }

  Plan plan(String name) {
    return new Plan(name, rate, burst, dailyQuota, requests.quota(), tokens.quota());
  }
}
