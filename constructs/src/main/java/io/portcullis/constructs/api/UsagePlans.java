package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Customer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.apigateway.Period;
import software.amazon.awscdk.services.apigateway.QuotaSettings;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;
import software.amazon.awscdk.services.apigateway.UsagePlan;
import software.amazon.awscdk.services.apigateway.UsagePlanPerApiStage;
import software.constructs.Construct;

/**
 * One usage plan for each customer, which limits every key of it on its own. Were it one for each
 * plan, a key would change over to another: a key is in one usage plan of a stage at most, and
 * CloudFormation puts it into the new one before it takes it out of the old.
 */
final class UsagePlans {
  /** Tag of the usage plan that names the customer's plan. */
  static final String PLAN_TAG = "portcullis:plan";

  private UsagePlans() {}

  /** By the customers' names. */
  static Map<String, UsagePlan> of(Construct scope, List<CustomerAccess> customers, RestApi api) {
    var plans = new LinkedHashMap<String, UsagePlan>();
    for (var access : customers) {
      var usagePlan = usagePlan(scope, access.customer(), api);
      access.admitTo(usagePlan);
      plans.put(access.customer().name(), usagePlan);
    }
    return Collections.unmodifiableMap(plans);
  }

  private static UsagePlan usagePlan(Construct scope, Customer customer, RestApi api) {
    var plan = customer.plan();
    var usagePlan =
        UsagePlan.Builder.create(scope, customer.name())
            .description("Plan %s of %s".formatted(plan.name(), customer.name()))
            .apiStages(
                List.of(
                    UsagePlanPerApiStage.builder()
                        .api(api)
                        .stage(api.getDeploymentStage())
                        .build()))
            .throttle(
                ThrottleSettings.builder().rateLimit(plan.rate()).burstLimit(plan.burst()).build())
            .quota(QuotaSettings.builder().limit(plan.dailyQuota()).period(Period.DAY).build())
            .build();
    Tags.of(usagePlan).add(PLAN_TAG, plan.name());
    return usagePlan;
  }
}
