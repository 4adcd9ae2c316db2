package io.portcullis.constructs.api;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.customer.Customer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.apigateway.ApiKey;
import software.amazon.awscdk.services.apigateway.CfnUsagePlanKey;
import software.amazon.awscdk.services.apigateway.IUsagePlan;
import software.constructs.Construct;

/**
 * What one customer calls with: API keys that API Gateway makes up, in the usage plan that limits
 * each. A key carries the tags {@value #CUSTOMER_TAG} and {@value #KEY_TAG}.
 */
public final class CustomerAccess extends Construct {
  /** Tag of the API key that names its customer. */
  public static final String CUSTOMER_TAG = "portcullis:customer";

  /** Tag of the API key that has its name. */
  public static final String KEY_TAG = "portcullis:key";

  private final Customer customer;
  private final Map<String, ApiKey> apiKeys;

  CustomerAccess(Construct scope, Customer customer) {
    super(scope, requireNonNull(customer, "'customer' is required").name());
    this.customer = customer;
    apiKeys = apiKeys();
  }

  /** By their names, in the customer's order. */
  public Map<String, ApiKey> getApiKeys() {
    return apiKeys;
  }

  Customer customer() {
    return customer;
  }

  List<String> keyIds() {
    return apiKeys.values().stream().map(ApiKey::getKeyId).toList();
  }

  /**
   * Admits the keys. The CDK's own way names the first key of a plan otherwise than the rest, so
   * that another order of customers would take keys out of their plan and put them in again.
   */
  void admitTo(IUsagePlan usagePlan) {
    apiKeys.forEach(
        (name, key) ->
            CfnUsagePlanKey.Builder.create(this, "UsagePlanKey-" + name)
                .keyId(key.getKeyId())
                .keyType("API_KEY")
                .usagePlanId(usagePlan.getUsagePlanId())
                .build());
  }

  private Map<String, ApiKey> apiKeys() {
    var keys = new LinkedHashMap<String, ApiKey>();
    customer.keys().forEach(name -> keys.put(name, apiKey(name)));
    return Collections.unmodifiableMap(keys);
  }

  private ApiKey apiKey(String name) {
    var key =
        ApiKey.Builder.create(this, "Key-" + name)
            .description("Key %s of %s".formatted(name, customer.name()))
            .build();
    Tags.of(key).add(CUSTOMER_TAG, customer.name());
    Tags.of(key).add(KEY_TAG, name);
    return key;
  }
}
