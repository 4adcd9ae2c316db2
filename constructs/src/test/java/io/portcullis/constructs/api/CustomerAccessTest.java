package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** Keys and the plans that limit them. */
class CustomerAccessTest {
  private static final Customer ACME = customer("acme").build();
  private static final Customer INITECH = customer("initech").build();
  private static final Customer GLOBEX =
      customer("globex").plan(new Plan("trial", 2, 4, 500)).build();

  private final Stack stack = new Stack(new App(), "Test");

  /** Without a value of its own, API Gateway makes one up that no template shows. */
  @Test
  void eachCustomerHasAKey_taggedWithItsName_withoutAValue() {
    api(stack, ACME, GLOBEX);

    assertThat(Resources.of(stack).all("AWS::ApiGateway::ApiKey"))
        .extracting(Json::json)
        .containsExactly(key("acme"), key("globex"));
  }

  @Test
  void customersOfOnePlanShareAUsagePlan_withItsLimits() {
    api(stack, ACME, GLOBEX, INITECH);

    assertThat(Resources.of(stack).all("AWS::ApiGateway::UsagePlan"))
        .extracting(Json::json)
        .containsExactly(plan("standard", 5, 10, 1000), plan("trial", 2, 4, 500));
  }

  @Test
  void eachKeyBelongsToThePlanOfItsCustomer() {
    api(stack, ACME, GLOBEX, INITECH);

    assertThat(Resources.of(stack).all("AWS::ApiGateway::UsagePlanKey"))
        .extracting(Json::json)
        .containsExactly(
            planKey("acme", "standard"),
            planKey("globex", "trial"),
            planKey("initech", "standard"));
  }

  /** Else keys would leave their plan and come back to it, one after the other. */
  @Test
  void anotherOrderOfCustomersChangesNoId() {
    assertThat(planKeyIds(ACME, INITECH)).isEqualTo(planKeyIds(INITECH, ACME));
  }

  /** Else every new customer would change those that are there. */
  @Test
  void anotherCustomerChangesNoId() {
    assertThat(planKeyIds(INITECH, ACME)).containsAll(planKeyIds(ACME));
  }

  @Test
  void withoutCustomers_thereIsNoKey() {
    api(stack);

    assertThat(Resources.of(stack).types())
        .doesNotContain(
            "AWS::ApiGateway::ApiKey",
            "AWS::ApiGateway::UsagePlan",
            "AWS::ApiGateway::UsagePlanKey");
  }

  @Test
  void areListedInTheOrderOfTheCustomers() {
    var api = api(stack, GLOBEX, ACME);

    assertThat(api.getCustomers())
        .extracting(access -> access.getNode().getId())
        .containsExactly("globex", "acme");
    assertThat(api.getUsagePlans()).containsOnlyKeys("trial", "standard");
  }

  private static InferenceApi api(Stack stack, Customer... customers) {
    return unsignedApi(stack).customers(List.of(customers)).build();
  }

  private static Set<String> planKeyIds(Customer... customers) {
    var stack = new Stack(new App(), "Test");
    api(stack, customers);
    return Template.fromStack(stack).findResources("AWS::ApiGateway::UsagePlanKey").keySet();
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

  private static Map<String, Object> plan(String name, int rate, int burst, int dailyQuota) {
    return json(
        """
        {
          "Description": "Plan %s",
          "ApiStages": [ {
            "ApiId": { "Ref": "Api" }, "Stage": { "Ref": "ApiDeploymentStagelive" }, "Throttle": {}
          } ],
          "Throttle": { "RateLimit": %d, "BurstLimit": %d },
          "Quota": { "Limit": %d, "Period": "DAY" }
        }
        """
            .formatted(name, rate, burst, dailyQuota));
  }

  private static Map<String, Object> planKey(String customer, String plan) {
    return json(
        """
        {
          "KeyId": { "Ref": "ApiCustomers%sApiKey" },
          "KeyType": "API_KEY",
          "UsagePlanId": { "Ref": "ApiPlans%s" }
        }
        """
            .formatted(customer, plan));
  }
}
