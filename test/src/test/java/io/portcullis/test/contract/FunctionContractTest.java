package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.portcullis.constructs.api.InferenceRoute;
import io.portcullis.constructs.token.HuggingFaceToken;
import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.ProxySettings;
import io.portcullis.rotation.RotationSettings;
import io.portcullis.test.contract.TemplateFunctions.TemplateFunction;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What constructs say of functions and what functions are; only strings tie them together. */
class FunctionContractTest {
  private static final String SECRET_ARN =
      "arn:aws:secretsmanager:us-east-1:111111111111:secret:token-AbCdEf";

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void everyHandlerIsAClassThatLambdaCanStart(String environment) throws Exception {
    var functions = TemplateFunctions.of(environment);

    assertThat(functions)
        .extracting(TemplateFunction::handler)
        .containsExactlyInAnyOrder(
            "io.portcullis.proxy.ProxyHandler", "io.portcullis.rotation.RotationHandler");
    for (var function : functions) {
      var handler = Class.forName(function.handler());

      assertThat(handler.getConstructor()).isNotNull();
      assertThat(
              Stream.of(RequestHandler.class, RequestStreamHandler.class)
                  .anyMatch(type -> type.isAssignableFrom(handler)))
          .as("%s is a Lambda handler", handler)
          .isTrue();
    }
  }

  @Test
  void theProxyReadsTheVariablesThatItsConstructSets() {
    var environment =
        new RecordingEnvironment(
            Map.of(
                "ENDPOINT_URL", "https://endpoint.example",
                "TOKEN_SECRET_ARN", SECRET_ARN,
                "TOKEN_CACHE_SECONDS", "300"));

    ProxySettings.of(environment);

    assertThat(function("io.portcullis.proxy.ProxyHandler").variables())
        .containsExactlyElementsOf(environment.read());
  }

  @Test
  void theProxyKnowsTheRoutesThatAnApiCanHave() throws ClassNotFoundException {
    assertThat(Class.forName("io.portcullis.proxy.Route").getEnumConstants())
        .extracting(route -> ((Enum<?>) route).name(), Object::toString)
        .containsExactlyElementsOf(
            Stream.of(InferenceRoute.values())
                .map(route -> tuple(route.name(), route.toString()))
                .toList());
  }

  @Test
  void theRotationReadsTheVariablesThatItsConstructSets() {
    var environment = new RecordingEnvironment(Map.of("HUB_URL", "https://huggingface.co"));

    RotationSettings.of(environment);

    assertThat(function("io.portcullis.rotation.RotationHandler").variables())
        .containsExactlyElementsOf(environment.read());
  }

  @Test
  void theFirstValueOfTheSecretIsNoToken() {
    assertThat(AccessToken.parse(HuggingFaceToken.EMPTY)).isEmpty();
  }

  private static TemplateFunction function(String handler) {
    return TemplateFunctions.of("prod").stream()
        .filter(function -> function.handler().equals(handler))
        .findFirst()
        .orElseThrow();
  }
}
