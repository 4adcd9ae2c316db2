package io.portcullis.constructs.api;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.customer.Customer;
import java.util.List;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.apigateway.ApiKey;
import software.amazon.awscdk.services.apigateway.Period;
import software.amazon.awscdk.services.apigateway.QuotaSettings;
import software.amazon.awscdk.services.apigateway.Stage;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;
import software.amazon.awscdk.services.apigateway.UsagePlan;
import software.amazon.awscdk.services.apigateway.UsagePlanPerApiStage;
import software.constructs.Construct;

/**
 * What one customer calls with: an API key that API Gateway makes up, and a usage plan that limits
 * it. The key carries the tag {@value #CUSTOMER_TAG}.
 */
public final class CustomerAccess extends Construct {
  /** Tag of the API key that names its customer. */
  public static final String CUSTOMER_TAG = "portcullis:customer";

  private final ApiKey apiKey;
  private final UsagePlan usagePlan;

  CustomerAccess(Construct scope, Customer customer, Stage apiStage) {
    super(scope, requireNonNull(customer, "'customer' is required").name());
    apiKey = apiKey(customer);
    usagePlan = usagePlan(customer, apiStage);
    usagePlan.addApiKey(apiKey);
  }

  public ApiKey getApiKey() {
    return apiKey;
  }

  public UsagePlan getUsagePlan() {
    return usagePlan;
  }

  private ApiKey apiKey(Customer customer) {
    var key =
        ApiKey.Builder.create(this, "ApiKey")
            .description("Customer %s".formatted(customer.name()))
            .build();
    Tags.of(key).add(CUSTOMER_TAG, customer.name());
    return key;
  }

  private UsagePlan usagePlan(Customer customer, Stage apiStage) {
    var plan = customer.plan();
    return UsagePlan.Builder.create(this, "UsagePlan")
        .description("Customer %s".formatted(customer.name()))
        .apiStages(
            List.of(
                UsagePlanPerApiStage.builder().api(apiStage.getRestApi()).stage(apiStage).build()))
        .throttle(
            ThrottleSettings.builder().rateLimit(plan.rate()).burstLimit(plan.burst()).build())
        .quota(QuotaSettings.builder().limit(plan.dailyQuota()).period(Period.DAY).build())
        .build();
  }
}
