package io.portcullis.constructs.api;

import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.customer;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;

class ThrottlesTest {
  private static final List<InferenceRoute> ROUTES =
      List.of(InferenceRoute.CHAT_COMPLETIONS, InferenceRoute.MODELS);

  private final Stack stack = new Stack(new App(), "Test");

  /** Limits count for each key, so a plan counts once for each customer. */
  @Test
  void letEveryRouteTakeWhatAllCustomersMay_byDefault() {
    unsignedApi(stack)
        .routes(ROUTES)
        .customers(
            List.of(
                customer("acme").build(),
                customer("initech").build(),
                customer("globex").plan(new Plan("trial", 2, 4, 500)).build()))
        .build();

    assertThat(throttles())
        .containsExactly(
            tuple("/*", "*", 12, 24),
            tuple("/~1v1~1chat~1completions", "POST", 12, 24),
            tuple("/~1v1~1models", "GET", 12, 24));
  }

  /** Zero would say that there is none. */
  @Test
  void areAtLeastOne_withoutCustomers() {
    api(stack).build();

    assertThat(throttles())
        .containsExactly(tuple("/*", "*", 1, 1), tuple("/~1v1~1chat~1completions", "POST", 1, 1));
  }

  @Test
  void areAsTold_forTheRouteThatIsNamed() {
    unsignedApi(stack)
        .routes(ROUTES)
        .customers(List.of(customer("acme").build()))
        .throttles(Map.of(InferenceRoute.MODELS, throttle(1, 2)))
        .build();

    assertThat(throttles())
        .containsExactly(
            tuple("/*", "*", 5, 10),
            tuple("/~1v1~1chat~1completions", "POST", 5, 10),
            tuple("/~1v1~1models", "GET", 1, 2));
  }

  @Test
  void ofAMethodSayEverything_sinceTheyReplaceThoseOfTheStage() {
    api(stack).build();

    assertThat(Resources.of(stack).only("AWS::ApiGateway::Stage").get("MethodSettings"))
        .allSatisfy(
            setting -> {
              assertThat(setting.get("MetricsEnabled").booleanValue()).isTrue();
              assertThat(setting.get("DataTraceEnabled").booleanValue()).isFalse();
            });
  }

  @Test
  void areNotOfARouteThatTheApiLacks() {
    var builder = api(stack).throttles(Map.of(InferenceRoute.EMBEDDINGS, throttle(1, 2)));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'throttles' must be of the API's 'routes', got 'EMBEDDINGS'");
  }

  @Test
  void haveARateAndABurst() {
    assertRejected(ThrottleSettings.builder().rateLimit(5).build(), "'5' and 'null'");
    assertRejected(throttle(0, 1), "'0' and '1'");
    assertRejected(throttle(1, -1), "'1' and '-1'");
  }

  private void assertRejected(ThrottleSettings throttle, String got) {
    var stack = new Stack(new App(), "Test");
    var builder = api(stack).throttles(Map.of(InferenceRoute.CHAT_COMPLETIONS, throttle));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'throttles' must have a rate and a burst above zero, got %s for 'CHAT_COMPLETIONS'"
                .formatted(got));
  }

  private static ThrottleSettings throttle(int rate, int burst) {
    return ThrottleSettings.builder().rateLimit(rate).burstLimit(burst).build();
  }

  private List<Tuple> throttles() {
    return Resources.of(stack)
        .only("AWS::ApiGateway::Stage")
        .get("MethodSettings")
        .valueStream()
        .map(
            setting ->
                tuple(
                    setting.get("ResourcePath").textValue(),
                    setting.get("HttpMethod").textValue(),
                    setting.get("ThrottlingRateLimit").intValue(),
                    setting.get("ThrottlingBurstLimit").intValue()))
        .toList();
  }
}
