package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.ServiceAccount;
import io.portcullis.rotation.watch.EndpointType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationSettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "HUB_URL", "https://huggingface.co",
              "ENDPOINTS_API_URL", "https://api.endpoints.huggingface.cloud",
              "TOKEN_SOURCE", "STAGED",
              "GRACE_SECONDS", "3600"));

  @Test
  void readsWhatEverySourceNeeds() {
    var settings = settings();

    assertThat(settings.hub()).hasToString("https://huggingface.co");
    assertThat(settings.endpointsApi()).hasToString("https://api.endpoints.huggingface.cloud");
    assertThat(settings.source()).isEqualTo(new SourceSettings.Staged());
    assertThat(settings.grace()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.endpoint()).isEmpty();
    assertThat(settings.endpointType()).isEmpty();
    assertThat(settings.maximumAge()).isEmpty();
  }

  @Test
  void readsTheEndpointAndTheMaximumAge() {
    endpoint();
    environment.put("ENDPOINT_TYPE", "private");
    environment.put("MAXIMUM_AGE_SECONDS", "7776000");

    assertThat(settings().endpoint()).contains(new EndpointName("acme", "documents"));
    assertThat(settings().endpointType()).contains(EndpointType.PRIVATE);
    assertThat(settings().maximumAge()).contains(Duration.ofDays(90));
  }

  @Test
  void readsAServiceAccount_ofTheOrganizationThatOwnsTheEndpoint() {
    serviceAccount();

    assertThat(settings().source())
        .isEqualTo(new SourceSettings.Minted("arn", new ServiceAccount("acme", "65f0a1")));
  }

  @Test
  void readsATokenExchange() {
    tokenExchange();

    assertThat(settings().source())
        .isEqualTo(
            new SourceSettings.Exchanged(
                "arn", "client-1", "inference@example.com", Duration.ofHours(8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HUB_URL", "ENDPOINTS_API_URL", "TOKEN_SOURCE", "GRACE_SECONDS"})
  void demands(String name) {
    environment.remove(name);

    assertRefused("'%s' is required".formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREDENTIAL_ARN", "ENDPOINT_NAMESPACE", "SERVICE_ACCOUNT"})
  void demandsOfAServiceAccount(String name) {
    serviceAccount();
    environment.remove(name);

    assertRefused("'%s' is required".formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREDENTIAL_ARN", "CLIENT_ID", "SUBJECT", "TOKEN_LIFETIME_SECONDS"})
  void demandsOfATokenExchange(String name) {
    tokenExchange();
    environment.remove(name);

    assertRefused("'%s' is required".formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENDPOINT_NAMESPACE", "ENDPOINT_NAME"})
  void demandsBothNamesOfTheEndpoint_orNeither(String missing) {
    endpoint();
    environment.remove(missing);

    assertRefused("'ENDPOINT_NAMESPACE' and 'ENDPOINT_NAME' must both be set, or neither");
  }

  @Test
  void demandsAnEndpoint_whereItsTypeIsKnown() {
    environment.put("ENDPOINT_TYPE", "private");

    assertRefused("'ENDPOINT_TYPE' needs 'ENDPOINT_NAMESPACE' and 'ENDPOINT_NAME'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TOKEN_SOURCE|staged|must be one of [STAGED, SERVICE_ACCOUNT, TOKEN_EXCHANGE], got 'staged'",
        "GRACE_SECONDS|-1|must be a whole number of seconds, got '-1'",
        "GRACE_SECONDS|1h|must be a whole number of seconds, got '1h'",
        "MAXIMUM_AGE_SECONDS|9999999999|must be a whole number of seconds, got '9999999999'",
        "ENDPOINT_TYPE|authenticated|must be 'private' or 'public', got 'authenticated'",
        "HUB_URL|http://huggingface.co|must be an https URL (http only to a loopback address), got 'http://huggingface.co'",
        "ENDPOINTS_API_URL|endpoints|must be a URL with scheme and host"
      })
  void refuses(String name, String value, String rule) {
    endpoint();
    environment.put(name, value);

    assertRefused("'%s' %s".formatted(name, rule));
  }

  @Test
  void refusesATokenThatLivesNoTime() {
    tokenExchange();
    environment.put("TOKEN_LIFETIME_SECONDS", "0");

    assertRefused("'TOKEN_LIFETIME_SECONDS' must be at least 1, got '0'");
  }

  private void endpoint() {
    environment.put("ENDPOINT_NAMESPACE", "acme");
    environment.put("ENDPOINT_NAME", "documents");
  }

  private void serviceAccount() {
    endpoint();
    environment.put("TOKEN_SOURCE", "SERVICE_ACCOUNT");
    environment.put("CREDENTIAL_ARN", "arn");
    environment.put("SERVICE_ACCOUNT", "65f0a1");
  }

  private void tokenExchange() {
    environment.put("TOKEN_SOURCE", "TOKEN_EXCHANGE");
    environment.put("CREDENTIAL_ARN", "arn");
    environment.put("CLIENT_ID", "client-1");
    environment.put("SUBJECT", "inference@example.com");
    environment.put("TOKEN_LIFETIME_SECONDS", "28800");
  }

  private RotationSettings settings() {
    return RotationSettings.of(environment);
  }

  private void assertRefused(String message) {
    assertThatIllegalArgumentException().isThrownBy(this::settings).withMessage(message);
  }
}
