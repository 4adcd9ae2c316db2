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
        .containsExactly(key("acme", "first"), key("globex", "first"));
  }

  @Test
  void aCustomerMayHaveTwoKeys() {
    api(stack, changingOver());

    assertThat(Resources.of(stack).all("AWS::ApiGateway::ApiKey"))
        .extracting(Json::json)
        .containsExactly(key("acme", "first"), key("acme", "second"));
  }

  @Test
  void eachCustomerHasAUsagePlan_withTheLimitsOfItsPlan() {
    api(stack, ACME, GLOBEX, INITECH);

    assertThat(Resources.of(stack).all("AWS::ApiGateway::UsagePlan"))
        .extracting(Json::json)
        .containsExactly(
            plan("acme", "standard", 5, 10, 1000),
            plan("globex", "trial", 2, 4, 500),
            plan("initech", "standard", 5, 10, 1000));
  }

  @Test
  void eachKeyBelongsToTheUsagePlanOfItsCustomer() {
    api(stack, changingOver(), GLOBEX);

    assertThat(Resources.of(stack).all("AWS::ApiGateway::UsagePlanKey"))
        .extracting(Json::json)
        .containsExactly(
            planKey("acme", "first"), planKey("acme", "second"), planKey("globex", "first"));
  }

  /** Else its keys would have to leave one usage plan before they can be in another. */
  @Test
  void anotherPlanOfACustomerChangesItsUsagePlanInPlace() {
    var moved = customer("acme").plan(new Plan("trial", 2, 4, 500)).build();

    assertThat(template(moved).findResources("AWS::ApiGateway::UsagePlan"))
        .containsOnlyKeys(
            template(ACME)
                .findResources("AWS::ApiGateway::UsagePlan")
                .keySet()
                .toArray(String[]::new));
    assertThat(template(moved).findResources("AWS::ApiGateway::UsagePlanKey"))
        .isEqualTo(template(ACME).findResources("AWS::ApiGateway::UsagePlanKey"));
  }

  /** Else a change-over would take the first key from callers that still use it. */
  @Test
  void anotherKeyChangesNoneThatIsThere() {
    assertThat(template(changingOver()).findResources("AWS::ApiGateway::ApiKey"))
        .containsAllEntriesOf(template(ACME).findResources("AWS::ApiGateway::ApiKey"));
    assertThat(planKeyIds(changingOver())).containsAll(planKeyIds(ACME));
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
    assertThat(api.getUsagePlans()).containsOnlyKeys("globex", "acme");
  }

  @Test
  void hasItsKeysByName() {
    var api = api(stack, changingOver());

    assertThat(api.getCustomers().get(0).getApiKeys()).containsOnlyKeys("first", "second");
  }

  private static Customer changingOver() {
    return customer("acme").keys(List.of("first", "second")).build();
  }

  private static InferenceApi api(Stack stack, Customer... customers) {
    return unsignedApi(stack).customers(List.of(customers)).build();
  }

  private static Set<String> planKeyIds(Customer... customers) {
    return template(customers).findResources("AWS::ApiGateway::UsagePlanKey").keySet();
  }

  private static Template template(Customer... customers) {
    var stack = new Stack(new App(), "Test");
    api(stack, customers);
    return Template.fromStack(stack);
  }

  private static Map<String, Object> key(String customer, String name) {
    return json(
        """
        {
          "Description": "Key %2$s of %1$s",
          "Enabled": true,
          "Tags": [
            { "Key": "portcullis:customer", "Value": "%1$s" },
            { "Key": "portcullis:key", "Value": "%2$s" }
          ]
        }
        """
            .formatted(customer, name));
  }

  private static Map<String, Object> plan(
      String customer, String name, int rate, int burst, int dailyQuota) {
    return json(
        """
        {
          "Description": "Plan %2$s of %1$s",
          "ApiStages": [ {
            "ApiId": { "Ref": "Api" }, "Stage": { "Ref": "ApiDeploymentStagelive" }, "Throttle": {}
          } ],
          "Throttle": { "RateLimit": %3$d, "BurstLimit": %4$d },
          "Quota": { "Limit": %5$d, "Period": "DAY" },
          "Tags": [ { "Key": "portcullis:plan", "Value": "%2$s" } ]
        }
        """
            .formatted(customer, name, rate, burst, dailyQuota));
  }

  private static Map<String, Object> planKey(String customer, String key) {
    return json(
        """
        {
          "KeyId": { "Ref": "ApiCustomers%1$sKey%2$s" },
          "KeyType": "API_KEY",
          "UsagePlanId": { "Ref": "ApiPlans%1$s" }
        }
        """
            .formatted(customer, key));
  }
}
