package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "ENDPOINT_URL", "https://x.eu-west-1.aws.endpoints.huggingface.cloud",
              "TOKEN_SECRET_ARN",
                  "arn:aws:secretsmanager:eu-west-1:222222222222:secret:token-AbCdEf",
              "TOKEN_CACHE_SECONDS", "300"));

  @Test
  void readsItsThreeVariables() {
    var settings = ProxySettings.of(environment);

    assertThat(settings.endpoint())
        .hasToString("https://x.eu-west-1.aws.endpoints.huggingface.cloud");
    assertThat(settings.tokenSecretArn()).endsWith(":secret:token-AbCdEf");
    assertThat(settings.tokenCache()).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENDPOINT_URL", "TOKEN_SECRET_ARN", "TOKEN_CACHE_SECONDS"})
  void demandsEachOfThem(String name) {
    environment.remove(name);

    assertRefused("'%s' is required".formatted(name));
  }

  @Test
  void refusesAnEndpointInTheOpen() {
    environment.put("ENDPOINT_URL", "http://x.eu-west-1.aws.endpoints.huggingface.cloud");

    assertRefused(
        "'ENDPOINT_URL' must be an https URL (http only to a loopback address), got 'http://x.eu-west-1.aws.endpoints.huggingface.cloud'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token", "hf_planted0123456789", "arn:aws:s3:::bucket"})
  void refusesASecretThatIsNotNamedByItsArn(String arn) {
    environment.put("TOKEN_SECRET_ARN", arn);

    assertRefused("'TOKEN_SECRET_ARN' must be the ARN of a Secrets Manager secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3601", "999999999"})
  void refusesATimeOutOfBounds(String seconds) {
    environment.put("TOKEN_CACHE_SECONDS", seconds);

    assertRefused("'TOKEN_CACHE_SECONDS' must be from 1 to 3600, got '%s'".formatted(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "5m", "hf_planted0123456789", "99999999999"})
  void refusesATimeThatIsNoNumber(String seconds) {
    environment.put("TOKEN_CACHE_SECONDS", seconds);

    assertRefused("'TOKEN_CACHE_SECONDS' must be a whole number");
  }

  private void assertRefused(String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxySettings.of(environment))
        .withMessage(message);
  }
}
