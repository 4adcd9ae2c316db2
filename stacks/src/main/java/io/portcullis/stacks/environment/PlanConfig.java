package io.portcullis.stacks.environment;

import io.portcullis.constructs.customer.Plan;

/**
 * How much each key of a customer may call, under the plan's name. API Gateway applies it best
 * effort.
 *
 * @param rate requests a second in the long run, at least 1
 * @param burst requests at once, at least 1
 * @param dailyQuota requests a day, at least 1
 */
public record PlanConfig(int rate, int burst, int dailyQuota) {
  Plan plan(String name) {
    return new Plan(name, rate, burst, dailyQuota);
  }
}
