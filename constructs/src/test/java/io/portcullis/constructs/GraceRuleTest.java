package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;

/** That no call loses its token. */
class GraceRuleTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void refusesAGraceThatAProxyStillKeepsTheTokenAfter() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gateway(Duration.minutes(30), Duration.minutes(15)))
        .withMessage(
            "'grace' must be longer than 'tokenCache' and 'timeout' of the proxy together, got '30 minutes', '15 minutes' and '15 minutes'");
  }

  @ParameterizedTest
  @CsvSource({"31, 15", "60, 5", "0, 60"})
  void takesALongerGrace_andOneThatKeepsTokens(int grace, int tokenCache) {
    assertThatNoException()
        .isThrownBy(() -> gateway(Duration.minutes(grace), Duration.minutes(tokenCache)));
  }

  @Test
  void takesAGraceThatIsKnownLater() {
    var later = Duration.seconds(Lazy.uncachedNumber(context -> 1800));

    assertThatNoException().isThrownBy(() -> gateway(later, Duration.minutes(15)));
  }

  private void gateway(Duration grace, Duration tokenCache) {
    InferenceGateway.Builder.create(stack, "Gateway")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .foundation(InferenceFoundation.Builder.create(stack, "Foundation").grace(grace).build())
        .proxy(proxy -> proxy.timeout(Duration.minutes(15)).tokenCache(tokenCache))
        .build();
  }
}
