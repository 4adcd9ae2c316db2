package io.portcullis.test.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.portcullis.authorizer.AuthorizerSettings;
import io.portcullis.constructs.api.InferenceRoute;
import io.portcullis.constructs.token.HuggingFaceToken;
import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.ProxySettings;
import io.portcullis.rotation.RotationSettings;
import io.portcullis.runtime.StreamHandler;
import io.portcullis.test.Repository;
import io.portcullis.test.contract.TemplateFunctions.TemplateFunction;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What constructs say of functions and what functions are; only strings tie them together. */
class FunctionContractTest {
  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
  private static final String SECRET_ARN =
      "arn:aws:secretsmanager:us-east-1:111111111111:secret:token-AbCdEf";

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void everyHandlerIsAClassThatLambdaCanStart(String environment) throws Exception {
    var functions = TemplateFunctions.of(environment);

    assertThat(functions)
        .extracting(TemplateFunction::handler)
        .contains(
            "io.portcullis.proxy.StreamingProxyHandler", "io.portcullis.rotation.RotationHandler");
    for (var function : functions) {
      var handler = Class.forName(function.handler());

      assertThat(handler.getConstructor()).isNotNull();
      assertThat(
              Stream.of(RequestHandler.class, RequestStreamHandler.class, StreamHandler.class)
                  .anyMatch(type -> type.isAssignableFrom(handler)))
          .as("%s is a Lambda handler", handler)
          .isTrue();
    }
  }

  @Test
  void theProxyReadsTheVariablesThatItsConstructSets() {
    var environment =
        new RecordingEnvironment(
            Map.ofEntries(
                entry("ENDPOINT_URL", "https://endpoint.example"),
                entry("TOKEN_SECRET_ARN", SECRET_ARN),
                entry("TOKEN_CACHE_SECONDS", "300"),
                entry("MAX_BODY_BYTES", "1048576"),
                entry("MAX_TOKENS", "4096"),
                entry("MAX_MESSAGES", "256"),
                entry("MAX_CHOICES", "1"),
                entry("MODELS", ""),
                entry("UNKNOWN_FIELDS", "PASS"),
                entry("STATE_TABLE", "state"),
                entry("TABLE_FAILURE", "REFUSE"),
                entry("SPEND_PER_DAY", "0"),
                entry("SPEND_PER_MONTH", "500"),
                entry("INPUT_TOKEN_PRICE", "0.2"),
                entry("OUTPUT_TOKEN_PRICE", "0.6"),
                entry("DUPLICATE_LIMIT", "10"),
                entry("DUPLICATE_WINDOW_SECONDS", "60"),
                entry("BREAKER_FAILURES", "5"),
                entry("BREAKER_OPEN_SECONDS", "15"),
                entry("IDEMPOTENCY_SECONDS", "86400"),
                entry("FIRST_BYTE_TIMEOUT_MILLIS", "26000"),
                entry("IDLE_TIMEOUT_MILLIS", "26000"),
                entry("TOTAL_TIMEOUT_MILLIS", "27000"),
                entry("SCALE_UP_TIMEOUT_SECONDS", "25")));

    ProxySettings.of(environment);

    assertThat(function("prod", "io.portcullis.proxy.StreamingProxyHandler").variables())
        .filteredOn(name -> !name.equals(WRAPPER))
        .containsExactlyElementsOf(environment.read());
  }

  /** Of all variables together, with room for what is known at deployment ("Lambda quotas"). */
  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void theVariablesOfAFunctionFitIntoWhatLambdaTakes(String environment) {
    assertThat(TemplateFunctions.of(environment))
        .allSatisfy(function -> assertThat(function.variablesSize()).isLessThan(4 * 1024));
  }

  /** Lambda answers every call with an error, where it is not there or nobody may execute it. */
  @Test
  void theProxysWrapperIsInItsPackage_andMayBeExecuted() throws Exception {
    var archive = Repository.root().resolve("src/proxy/target/portcullis-proxy-0.1.0-function.zip");

    try (var content =
        FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true))) {
      assertThat(Files.getPosixFilePermissions(content.getPath("/runtime.sh")))
          .contains(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
      assertThat(Files.readString(content.getPath("/runtime.sh"))).startsWith("#!/bin/sh\n");
    }
    assertThat(function("prod", "io.portcullis.proxy.StreamingProxyHandler").variables())
        .contains(WRAPPER);
  }

  @Test
  void theProxyKnowsTheRoutesThatAnApiCanHave() throws ClassNotFoundException {
    assertThat(Class.forName("io.portcullis.proxy.request.Route").getEnumConstants())
        .extracting(route -> ((Enum<?>) route).name(), Object::toString)
        .containsExactlyElementsOf(
            Stream.of(InferenceRoute.values())
                .map(route -> tuple(route.name(), route.toString()))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"dev, STAGED", "prod, SERVICE_ACCOUNT"})
  void theRotationReadsTheVariablesThatItsConstructSets(String name, String source) {
    var environment =
        new RecordingEnvironment(
            Map.ofEntries(
                entry("HUB_URL", "https://huggingface.co"),
                entry("ENDPOINTS_API_URL", "https://api.endpoints.huggingface.cloud"),
                entry("TOKEN_SOURCE", source),
                entry("CREDENTIAL_ARN", SECRET_ARN),
                entry("SERVICE_ACCOUNT", "65f0a1b2c3d4e5f6a7b8c9d0"),
                entry("ENDPOINT_NAMESPACE", "acme"),
                entry("ENDPOINT_NAME", "documents"),
                entry("ENDPOINT_TYPE", "private"),
                entry("GRACE_SECONDS", "3600"),
                entry("MAXIMUM_AGE_SECONDS", "5184000")));

    RotationSettings.of(environment);

    assertThat(function(name, "io.portcullis.rotation.RotationHandler").variables())
        .containsExactlyElementsOf(environment.read());
  }

  @Test
  void theAuthorizerReadsTheVariablesThatItsConstructSets() {
    var environment =
        new RecordingEnvironment(
            Map.of(
                "ISSUER", "https://login.example.com",
                "AUDIENCES", "inference",
                "SCOPES", "",
                "ALGORITHMS", "RS256",
                "SUBJECT_CLAIM", "sub",
                "CLOCK_SKEW_SECONDS", "30"));

    AuthorizerSettings.of(environment);

    assertThat(function("dev", "io.portcullis.authorizer.AuthorizerHandler").variables())
        .containsExactlyElementsOf(environment.read());
  }

  @Test
  void theFirstValueOfTheSecretIsNoToken() {
    assertThat(AccessToken.parse(HuggingFaceToken.EMPTY)).isEmpty();
  }

  private static TemplateFunction function(String environment, String handler) {
    return TemplateFunctions.of(environment).stream()
        .filter(function -> function.handler().equals(handler))
        .findFirst()
        .orElseThrow();
  }
}
