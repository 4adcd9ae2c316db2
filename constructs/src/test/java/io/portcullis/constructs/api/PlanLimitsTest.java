package io.portcullis.constructs.api;

import static io.portcullis.constructs.api.ApiFixture.STANDARD;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.customer.Quota;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** What the stage tells of the limits of plans. */
class PlanLimitsTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void tellsEveryLimitOfAPlan() {
    api(new Plan("very-large", 1, 1, 1, new Quota(1, 2, 3), new Quota(4, 5, 2_147_483_647)));

    assertThat(variables().get("PLAN_VERY_LARGE").textValue())
        .isEqualTo(
            "requests_minute=1&requests_day=2&requests_month=3"
                + "&tokens_minute=4&tokens_day=5&tokens_month=2147483647");
  }

  @Test
  void leavesOutWhatIsNotLimited() {
    api(new Plan("trial", 1, 1, 1, new Quota(60, 0, 0), new Quota(0, 5_000_000, 0)));

    assertThat(variables().get("PLAN_TRIAL").textValue())
        .isEqualTo("requests_minute=60&tokens_day=5000000");
  }

  @Test
  void tellsNothingOfAPlanWithoutLimits() {
    api(STANDARD);

    assertThat(variables().propertyStream().map(Map.Entry::getKey)).containsExactly("acme");
  }

  @Test
  void tellsOnceOfAPlanOfSeveralCustomers() {
    var plan = new Plan("standard", 1, 1, 1, Quota.none(), new Quota(0, 0, 7));

    unsignedApi(stack)
        .customers(
            List.of(customer("acme").plan(plan).build(), customer("globex").plan(plan).build()))
        .build();

    assertThat(variables().propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("acme", "globex", "PLAN_STANDARD");
  }

  /** A name is lower case and has dashes alone, so that one variable is never of two plans. */
  @Test
  void rejectsTwoPlansOfOneVariable() {
    var builder =
        unsignedApi(stack)
            .customers(
                List.of(
                    customer("acme").plan(limited("a-b", 1)).build(),
                    customer("globex").plan(limited("a-b", 2)).build()));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'plan' must have the same limits for every customer, customer 'globex' has others for"
                + " 'a-b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limited("a_b", 1))
        .withMessageEndingWith(", got 'a_b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limited("A-B", 1))
        .withMessageEndingWith(", got 'A-B'");
  }

  @Test
  void rejectsANameThatMakesNoVariable() {
    var name = "a".repeat(60);
    var builder =
        unsignedApi(stack).customers(List.of(customer("acme").plan(limited(name, 1)).build()));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'plan' must have a name of at most 59 characters, got '%s'".formatted(name));
  }

  @Test
  void countsAmongTheVariablesOfAStage() {
    var customers =
        IntStream.range(0, 100)
            .mapToObj(i -> customer("acme-%d".formatted(i)).plan(limited("standard", 1)).build())
            .toList();

    assertThatIllegalArgumentException()
        .isThrownBy(unsignedApi(stack).customers(customers)::build)
        .withMessageStartingWith("'customers' must take at most 99 stage variables, got '100'");
  }

  private static Plan limited(String name, int requestsPerMinute) {
    return new Plan(name, 1, 1, 1, new Quota(requestsPerMinute, 0, 0), Quota.none());
  }

  private void api(Plan plan) {
    List<Customer> customers = List.of(customer("acme").plan(plan).build());
    unsignedApi(stack).customers(customers).build();
  }

  private JsonNode variables() {
    return Resources.of(stack).only("AWS::ApiGateway::Stage").get("Variables");
  }
}
