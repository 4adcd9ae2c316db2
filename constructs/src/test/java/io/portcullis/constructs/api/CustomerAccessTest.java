package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Function;

class CustomerAccessTest {
  private static final List<String> CIDRS = List.of("203.0.113.0/24");
  private static final Customer ACME = customer("acme", new Plan("standard", 5, 10, 1000));
  private static final Customer GLOBEX = customer("globex", new Plan("trial", 2, 4, 500));

  private final Stack stack = new Stack(new App(), "Test");

  /** Without a value of its own, API Gateway makes one up that no template shows. */
  @Test
  void eachCustomerHasAKey_taggedWithItsName_withoutAValue() {
    api(ACME, GLOBEX);

    assertThat(Resources.of(stack).all("AWS::ApiGateway::ApiKey"))
        .extracting(Json::json)
        .containsExactly(key("acme"), key("globex"));
  }

  @Test
  void eachCustomerHasAPlan_withItsLimits() {
    api(ACME, GLOBEX);

    assertThat(Resources.of(stack).all("AWS::ApiGateway::UsagePlan"))
        .extracting(Json::json)
        .containsExactly(plan("acme", 5, 10, 1000), plan("globex", 2, 4, 500));
  }

  @Test
  void eachKeyBelongsToThePlanOfItsCustomer() {
    api(ACME, GLOBEX);

    assertThat(Resources.of(stack).all("AWS::ApiGateway::UsagePlanKey"))
        .extracting(Json::json)
        .containsExactly(planKey("acme"), planKey("globex"));
  }

  @Test
  void withoutCustomers_thereIsNoKey() {
    api();

    assertThat(Resources.of(stack).types())
        .doesNotContain(
            "AWS::ApiGateway::ApiKey",
            "AWS::ApiGateway::UsagePlan",
            "AWS::ApiGateway::UsagePlanKey");
  }

  @Test
  void areListedInTheOrderOfTheCustomers() {
    var api = api(GLOBEX, ACME);

    assertThat(api.getCustomers())
        .extracting(access -> access.getNode().getId())
        .containsExactly("globex", "acme");
  }

  private InferenceApi api(Customer... customers) {
    var function =
        Function.fromFunctionArn(
            stack, "Proxy", "arn:aws:lambda:us-east-1:111111111111:function:proxy");
    return InferenceApi.Builder.create(stack, "Api")
        .proxy(function)
        .customers(List.of(customers))
        .build();
  }

  private static Map<String, Object> key(String customer) {
    return json(
        """
        {
          "Description": "Customer %1$s",
          "Enabled": true,
          "Tags": [ { "Key": "portcullis:customer", "Value": "%1$s" } ]
        }
        """
            .formatted(customer));
  }

  private static Map<String, Object> plan(String customer, int rate, int burst, int dailyQuota) {
    return json(
        """
        {
          "Description": "Customer %s",
          "ApiStages": [ {
            "ApiId": { "Ref": "Api" }, "Stage": { "Ref": "ApiDeploymentStagelive" }, "Throttle": {}
          } ],
          "Throttle": { "RateLimit": %d, "BurstLimit": %d },
          "Quota": { "Limit": %d, "Period": "DAY" }
        }
        """
            .formatted(customer, rate, burst, dailyQuota));
  }

  private static Map<String, Object> planKey(String customer) {
    return json(
        """
        {
          "KeyId": { "Ref": "ApiCustomers%1$sApiKey" },
          "KeyType": "API_KEY",
          "UsagePlanId": { "Ref": "ApiCustomers%1$sUsagePlan" }
        }
        """
            .formatted(customer));
  }

  private static Customer customer(String name, Plan plan) {
    return Customer.builder().name(name).plan(plan).sourceCidrs(CIDRS).build();
  }
}
