package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Plan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.Period;
import software.amazon.awscdk.services.apigateway.QuotaSettings;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;
import software.amazon.awscdk.services.apigateway.UsagePlan;
import software.amazon.awscdk.services.apigateway.UsagePlanPerApiStage;
import software.constructs.Construct;

/** One usage plan for each plan that a customer has; it limits every key on its own. */
final class UsagePlans {
  private UsagePlans() {}

  /** By the plans' names. */
  static Map<String, UsagePlan> of(Construct scope, List<CustomerAccess> customers, RestApi api) {
    var plans = new LinkedHashMap<String, UsagePlan>();
    for (var access : customers) {
      var plan = access.customer().plan();
      access.admitTo(plans.computeIfAbsent(plan.name(), name -> usagePlan(scope, plan, api)));
    }
    return Collections.unmodifiableMap(plans);
  }

  private static UsagePlan usagePlan(Construct scope, Plan plan, RestApi api) {
    return UsagePlan.Builder.create(scope, plan.name())
        .description("Plan %s".formatted(plan.name()))
        .apiStages(
            List.of(
                UsagePlanPerApiStage.builder().api(api).stage(api.getDeploymentStage()).build()))
        .throttle(
            ThrottleSettings.builder().rateLimit(plan.rate()).burstLimit(plan.burst()).build())
        .quota(QuotaSettings.builder().limit(plan.dailyQuota()).period(Period.DAY).build())
        .build();
  }
}
