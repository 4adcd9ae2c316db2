package io.portcullis.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerSettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "ISSUER", "https://login.example/tenant",
              "AUDIENCES", "portcullis https://llm.example",
              "SCOPES", "",
              "ALGORITHMS", "RS256 EdDSA",
              "SUBJECT_CLAIM", "sub",
              "CLOCK_SKEW_SECONDS", "30"));

  @Test
  void readsEveryVariable() {
    var settings = AuthorizerSettings.of(environment);

    assertThat(settings.issuer()).hasToString("https://login.example/tenant");
    assertThat(settings.audiences()).containsExactlyInAnyOrder("portcullis", "https://llm.example");
    assertThat(settings.scopes()).isEmpty();
    assertThat(settings.algorithms())
        .containsExactlyInAnyOrder(JWSAlgorithm.RS256, JWSAlgorithm.EdDSA);
    assertThat(settings.clockSkew()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ISSUER", "AUDIENCES", "ALGORITHMS", "SUBJECT_CLAIM", "CLOCK_SKEW_SECONDS"})
  void refusesAMissingVariable(String name) {
    environment.remove(name);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuthorizerSettings.of(environment))
        .withMessage("'%s' is required".formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "none", "rs256", "RS1", "ES256K", "RSA-OAEP", "Ed448"})
  void refusesAnAlgorithmWithASharedSecret_andAnyOther(String algorithm) {
    environment.put("ALGORITHMS", "RS256 " + algorithm);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuthorizerSettings.of(environment))
        .withMessage(
            "'ALGORITHMS' must be of [ES256, ES384, ES512, EdDSA, PS256, PS384, PS512, RS256,"
                + " RS384, RS512], got '%s'",
            algorithm);
  }

  @ParameterizedTest
  @CsvSource({"301", "-1", "3.5", "x", "9999"})
  void refusesAClockSkewOfMoreThanFiveMinutes(String seconds) {
    environment.put("CLOCK_SKEW_SECONDS", seconds);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuthorizerSettings.of(environment))
        .withMessage("'CLOCK_SKEW_SECONDS' must be a whole number up to 300, got '%s'", seconds);
  }

  @Test
  void refusesAnIssuerWithoutTls() {
    environment.put("ISSUER", "http://login.example");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuthorizerSettings.of(environment))
        .withMessageContaining("'ISSUER' must be an https URL");
  }
}
