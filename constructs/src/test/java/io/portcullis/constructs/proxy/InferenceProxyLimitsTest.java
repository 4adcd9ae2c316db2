package io.portcullis.constructs.proxy;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** What a request may ask for. */
class InferenceProxyLimitsTest {
  private final Stack stack = new Stack(new App(), "Test");
  private final Vpc vpc = new Vpc(stack, "Vpc");
  private final SecurityGroup securityGroup =
      SecurityGroup.Builder.create(stack, "SecurityGroup").vpc(vpc).build();
  private final FunctionRole role = new FunctionRole(stack, "Role");
  private final Secret secret = new Secret(stack, "Secret");

  @Test
  void are4096Tokens256MessagesOneChoiceAndOneMebibyte_ofAnyModelAndField_byDefault() {
    proxy().build();

    assertThat(variables())
        .containsEntry("MAX_TOKENS", "4096")
        .containsEntry("MAX_MESSAGES", "256")
        .containsEntry("MAX_CHOICES", "1")
        .containsEntry("MAX_BODY_BYTES", "1048576")
        .containsEntry("MODELS", "")
        .containsEntry("UNKNOWN_FIELDS", "PASS");
  }

  @Test
  void areWhatTheProxyIsTold() {
    proxy()
        .maxTokens(512)
        .maxMessages(20)
        .maxChoices(4)
        .maxBodySize(Size.kibibytes(64))
        .models(List.of("org/base", "adapter"))
        .unknownFields(UnknownFields.REFUSE)
        .build();

    assertThat(variables())
        .containsEntry("MAX_TOKENS", "512")
        .containsEntry("MAX_MESSAGES", "20")
        .containsEntry("MAX_CHOICES", "4")
        .containsEntry("MAX_BODY_BYTES", "65536")
        .containsEntry("MODELS", "org/base adapter")
        .containsEntry("UNKNOWN_FIELDS", "REFUSE");
  }

  @Test
  void mayBeKnownOnlyAtDeployment() {
    var number = CfnParameter.Builder.create(stack, "Number").type("Number").build();
    var list = CfnParameter.Builder.create(stack, "List").type("CommaDelimitedList").build();

    proxy()
        .maxTokens(number.getValueAsNumber())
        .maxMessages(number.getValueAsNumber())
        .maxChoices(number.getValueAsNumber())
        .maxBodySize(Size.bytes(number.getValueAsNumber()))
        .models(list.getValueAsList())
        .build();

    var reference = json("{ \"Ref\": \"Number\" }");
    assertThat(variables())
        .containsEntry("MAX_TOKENS", reference)
        .containsEntry("MAX_MESSAGES", reference)
        .containsEntry("MAX_CHOICES", reference)
        .containsEntry("MAX_BODY_BYTES", reference)
        .containsEntry("MODELS", json("{ \"Fn::Join\": [ \" \", { \"Ref\": \"List\" } ] }"));
  }

  @ParameterizedTest
  @CsvSource({"maxTokens, 1000000", "maxMessages, 10000", "maxChoices, 128"})
  void areWholeNumbers_withinBounds(String property, int most) {
    for (var number : new Number[] {0, -1, 1.5, most + 1}) {
      var builder = with(property, number);

      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessage(
              "'%s' must be a whole number from 1 to %d, got '%s'"
                  .formatted(property, most, number));
    }
    assertThat(with(property, most).build()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_023, 6_291_457})
  void rejectABodySizeOutOfBounds(long bytes) {
    var builder = props().maxBodySize(Size.bytes(bytes));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'maxBodySize' must be from 1 KiB to 6 MiB, got '%d' bytes".formatted(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "tab\t", "modèle"})
  void rejectAModelThatIsNoName(String model) {
    var builder = props().models(List.of("good", model));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'models' must be names without spaces, got '%s'".formatted(model));
  }

  @Test
  void areRequired() {
    assertRequired("maxTokens", props().maxTokens(null));
    assertRequired("maxMessages", props().maxMessages(null));
    assertRequired("maxChoices", props().maxChoices(null));
    assertRequired("maxBodySize", props().maxBodySize(null));
    assertRequired("models", props().models(null));
    assertRequired("unknownFields", props().unknownFields(null));
  }

  private static void assertRequired(String property, InferenceProxyProps.Builder<?> builder) {
    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'%s' is required".formatted(property));
  }

  private InferenceProxyProps.Builder<InferenceProxyProps> with(String property, Number value) {
    return switch (property) {
      case "maxTokens" -> props().maxTokens(value);
      case "maxMessages" -> props().maxMessages(value);
      default -> props().maxChoices(value);
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

  private Map<String, Object> variables() {
    return Json.json(
        Resources.of(stack).only("AWS::Lambda::Function").at("/Environment/Variables"));
  }
}
