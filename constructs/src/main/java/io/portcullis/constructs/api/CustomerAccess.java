package io.portcullis.constructs.api;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.customer.Customer;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.apigateway.ApiKey;
import software.amazon.awscdk.services.apigateway.CfnUsagePlanKey;
import software.amazon.awscdk.services.apigateway.IUsagePlan;
import software.constructs.Construct;

/**
 * What one customer calls with: an API key that API Gateway makes up, in the usage plan that limits
 * it. The key carries the tag {@value #CUSTOMER_TAG}.
 */
public final class CustomerAccess extends Construct {
  /** Tag of the API key that names its customer. */
  public static final String CUSTOMER_TAG = "portcullis:customer";

  private final Customer customer;
  private final ApiKey apiKey;

  CustomerAccess(Construct scope, Customer customer) {
    super(scope, requireNonNull(customer, "'customer' is required").name());
    this.customer = customer;
    apiKey = apiKey();
  }

  public ApiKey getApiKey() {
    return apiKey;
  }

  Customer customer() {
    return customer;
  }

  /**
   * Admits the key. The CDK's own way names the first key of a plan otherwise than the rest, so
   * that another order of customers would take keys out of their plan and put them in again.
   */
  void admitTo(IUsagePlan usagePlan) {
    CfnUsagePlanKey.Builder.create(this, "UsagePlanKey")
        .keyId(apiKey.getKeyId())
        .keyType("API_KEY")
        .usagePlanId(usagePlan.getUsagePlanId())
        .build();
  }

  private ApiKey apiKey() {
    var key =
        ApiKey.Builder.create(this, "ApiKey")
            .description("Customer %s".formatted(customer.name()))
            .build();
    Tags.of(key).add(CUSTOMER_TAG, customer.name());
    return key;
  }
}
