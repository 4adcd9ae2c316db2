package io.portcullis.constructs.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.function.FunctionRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.Secret;

class InferenceProxyTokenCacheTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void keepsTheTokenForFiveMinutes_byDefault() {
    assertThat(props().build().tokenCache().toSeconds().intValue()).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3600})
  void takesATime_fromOneSecondToOneHour(int seconds) {
    var props = props().tokenCache(Duration.seconds(seconds)).build();

    assertThat(props.tokenCache().toSeconds().intValue()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 seconds", "3601, 1 hour 1 second"})
  void rejectsOtherTimes(int seconds, String shown) {
    var builder = props().tokenCache(Duration.seconds(seconds));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'tokenCache' must be from 1 second to 1 hour, got '%s'".formatted(shown));
  }

  private InferenceProxyProps.Builder<InferenceProxyProps> props() {
    var vpc = new Vpc(stack, "Vpc");
    return InferenceProxyProps.builder()
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .tokenSecret(new Secret(stack, "Secret"))
        .role(new FunctionRole(stack, "Role").getRole())
        .vpc(vpc)
        .securityGroup(SecurityGroup.Builder.create(stack, "SecurityGroup").vpc(vpc).build());
  }
}
