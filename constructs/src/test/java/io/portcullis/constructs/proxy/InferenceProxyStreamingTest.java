package io.portcullis.constructs.proxy;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** How answers go out, and how long each wait for one may be. */
class InferenceProxyStreamingTest {
  private final Stack stack = new Stack(new App(), "Test");
  private final Vpc vpc = new Vpc(stack, "Vpc");
  private final SecurityGroup securityGroup =
      SecurityGroup.Builder.create(stack, "SecurityGroup").vpc(vpc).build();
  private final FunctionRole role = new FunctionRole(stack, "Role");
  private final Secret secret = new Secret(stack, "Secret");

  @Test
  void streamsByItsOwnRuntime_byDefault() {
    var proxy = proxy().build();

    assertThat(function().get("Handler").textValue())
        .isEqualTo("io.portcullis.proxy.StreamingProxyHandler");
    assertThat(variables()).containsEntry("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/runtime.sh");
    assertThat(proxy.getResponseTransferMode()).isEqualTo(ResponseTransferMode.STREAM);
  }

  @Test
  void answersAsAWhole_underAwsRuntime() {
    var proxy = proxy().responseTransferMode(ResponseTransferMode.BUFFERED).build();

    assertThat(function().get("Handler").textValue()).isEqualTo("io.portcullis.proxy.ProxyHandler");
    assertThat(variables()).doesNotContainKey("AWS_LAMBDA_EXEC_WRAPPER");
    assertThat(proxy.getResponseTransferMode()).isEqualTo(ResponseTransferMode.BUFFERED);
  }

  @Test
  void waitsForAStream295Seconds_byDefault() {
    proxy().build();

    assertThat(function().get("Timeout").intValue()).isEqualTo(295);
    assertTimeouts("120000", "30000", "294000");
    assertThat(variables()).containsEntry("SCALE_UP_TIMEOUT_SECONDS", "60");
  }

  @Test
  void waitsForAWholeAnswer28Seconds_byDefault() {
    proxy().responseTransferMode(ResponseTransferMode.BUFFERED).build();

    assertThat(function().get("Timeout").intValue()).isEqualTo(28);
    assertTimeouts("26000", "26000", "27000");
    assertThat(variables()).containsEntry("SCALE_UP_TIMEOUT_SECONDS", "25");
  }

  @ParameterizedTest
  @CsvSource({"61, 60", "60, 59", "20, 19", "1, 0"})
  void waitsForAnEndpointThatStarts_lessThanForItsFirstByte(int firstByte, String scaleUp) {
    proxy().firstByteTimeout(Duration.seconds(firstByte)).build();

    assertThat(variables()).containsEntry("SCALE_UP_TIMEOUT_SECONDS", scaleUp);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9, 9"})
  void waitsForAnEndpointThatStarts_asLongAsTold(int seconds, String scaleUp) {
    proxy()
        .scaleUpTimeout(Duration.seconds(seconds))
        .firstByteTimeout(Duration.seconds(10))
        .build();

    assertThat(variables()).containsEntry("SCALE_UP_TIMEOUT_SECONDS", scaleUp);
  }

  @Test
  void rejectsAWaitForAnEndpointThatStarts_thatIsNotOfWholeSeconds() {
    var builder = props().scaleUpTimeout(Duration.millis(1_500));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'scaleUpTimeout' must be whole seconds from 0 seconds to 15 minutes, got '1 second"
                + " 500 millis'");
  }

  @ParameterizedTest
  @CsvSource({"1, 810, 810, 900", "28, 26000, 26000, 27000", "900, 120000, 30000, 899000"})
  void derivesEveryWaitFromTheTimeout(int seconds, String firstByte, String idle, String total) {
    proxy().timeout(Duration.seconds(seconds)).build();

    assertTimeouts(firstByte, idle, total);
  }

  @Test
  void waitsAsLongAsTold() {
    proxy()
        .firstByteTimeout(Duration.seconds(10))
        .idleTimeout(Duration.seconds(5))
        .totalTimeout(Duration.seconds(50))
        .timeout(Duration.seconds(60))
        .build();

    assertThat(function().get("Timeout").intValue()).isEqualTo(60);
    assertTimeouts("10000", "5000", "50000");
  }

  @ParameterizedTest
  @CsvSource({
    "scaleUpTimeout, firstByteTimeout, 50 seconds",
    "firstByteTimeout, totalTimeout, 50 seconds",
    "idleTimeout, totalTimeout, 50 seconds",
    "totalTimeout, timeout, 1 minute"
  })
  void rejectsAWaitThatOutlastsTheNext(String inner, String outer, String value) {
    var builder =
        with(inner, Duration.parse(value.contains("minute") ? "PT60S" : "PT50S"))
            .timeout(Duration.seconds(60));
    if (outer.equals("firstByteTimeout")) {
      builder.firstByteTimeout(Duration.seconds(50));
    }
    if (outer.equals("totalTimeout")) {
      builder.totalTimeout(Duration.seconds(50));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'%s' must be less than '%s', got '%s' and '%s'".formatted(inner, outer, value, value));
  }

  @ParameterizedTest
  @CsvSource({"0, 0 seconds", "901, 15 minutes 1 second"})
  void rejectsATimeoutOutOfBounds(int seconds, String value) {
    var builder = props().timeout(Duration.seconds(seconds)).totalTimeout(Duration.seconds(1));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'timeout' must be from 1 millisecond to 15 minutes, got '%s'".formatted(value));
  }

  @Test
  void mayBeKnownOnlyAtDeployment() {
    var number = CfnParameter.Builder.create(stack, "Number").type("Number").build();
    var millis = Duration.millis(number.getValueAsNumber());

    proxy()
        .scaleUpTimeout(Duration.seconds(number.getValueAsNumber()))
        .firstByteTimeout(millis)
        .idleTimeout(millis)
        .totalTimeout(millis)
        .timeout(Duration.seconds(number.getValueAsNumber()))
        .build();

    var reference = json("{ \"Ref\": \"Number\" }");
    assertThat(variables())
        .containsEntry("SCALE_UP_TIMEOUT_SECONDS", reference)
        .containsEntry("FIRST_BYTE_TIMEOUT_MILLIS", reference)
        .containsEntry("IDLE_TIMEOUT_MILLIS", reference)
        .containsEntry("TOTAL_TIMEOUT_MILLIS", reference);
  }

  @Test
  void hasItsOwnWaits_whereTheTimeoutIsKnownOnlyAtDeployment() {
    var number = CfnParameter.Builder.create(stack, "Number").type("Number").build();

    proxy().timeout(Duration.seconds(number.getValueAsNumber())).build();

    assertTimeouts("120000", "30000", "294000");
  }

  @Test
  void requiresAMode() {
    var builder = props().responseTransferMode(null).timeout(Duration.seconds(28));

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'responseTransferMode' is required");
  }

  private void assertTimeouts(String firstByte, String idle, String total) {
    assertThat(variables())
        .containsEntry("FIRST_BYTE_TIMEOUT_MILLIS", firstByte)
        .containsEntry("IDLE_TIMEOUT_MILLIS", idle)
        .containsEntry("TOTAL_TIMEOUT_MILLIS", total);
  }

  private InferenceProxyProps.Builder<InferenceProxyProps> with(String property, Duration value) {
    return switch (property) {
      case "scaleUpTimeout" -> props().scaleUpTimeout(value);
      case "firstByteTimeout" -> props().firstByteTimeout(value);
      case "idleTimeout" -> props().idleTimeout(value);
      default -> props().totalTimeout(value);
    };
  }

  private InferenceProxyProps.Builder<InferenceProxyProps> props() {
    return complete(InferenceProxyProps.builder());
  }

  private InferenceProxyProps.Builder<InferenceProxy> proxy() {
    return complete(InferenceProxy.Builder.create(stack, "Proxy"));
  }

  private <T> InferenceProxyProps.Builder<T> complete(InferenceProxyProps.Builder<T> builder) {
    return builder
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .tokenSecret(secret)
        .role(role.getRole())
        .vpc(vpc)
        .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_WITH_EGRESS).build())
        .securityGroup(securityGroup);
  }

  private JsonNode function() {
    return Resources.of(stack).only("AWS::Lambda::Function");
  }

  private Map<String, Object> variables() {
    return Json.json(function().at("/Environment/Variables"));
  }
}
