package io.portcullis.proxy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.proxy.breaker.BreakerSettings;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.duplicate.DuplicateLimit;
import io.portcullis.proxy.quota.SpendCeiling;
import io.portcullis.proxy.quota.TableFailure;
import io.portcullis.proxy.validation.RequestLimits;
import io.portcullis.proxy.validation.UnknownFields;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.ofEntries(
              entry("ENDPOINT_URL", "https://x.eu-west-1.aws.endpoints.huggingface.cloud"),
              entry(
                  "TOKEN_SECRET_ARN",
                  "arn:aws:secretsmanager:eu-west-1:222222222222:secret:token-AbCdEf"),
              entry("TOKEN_CACHE_SECONDS", "300"),
              entry("FIRST_BYTE_TIMEOUT_MILLIS", "60000"),
              entry("IDLE_TIMEOUT_MILLIS", "30000"),
              entry("TOTAL_TIMEOUT_MILLIS", "240000"),
              entry("SCALE_UP_TIMEOUT_SECONDS", "45"),
              entry("MAX_BODY_BYTES", "1048576"),
              entry("MAX_TOKENS", "4096"),
              entry("MAX_MESSAGES", "256"),
              entry("MAX_CHOICES", "1"),
              entry("MODELS", ""),
              entry("UNKNOWN_FIELDS", "PASS"),
              entry("STATE_TABLE", "state"),
              entry("TABLE_FAILURE", "REFUSE"),
              entry("DUPLICATE_LIMIT", "10"),
              entry("DUPLICATE_WINDOW_SECONDS", "60"),
              entry("BREAKER_FAILURES", "5"),
              entry("BREAKER_OPEN_SECONDS", "15"),
              entry("IDEMPOTENCY_SECONDS", "86400"),
              entry("SPEND_PER_DAY", "0"),
              entry("SPEND_PER_MONTH", "500"),
              entry("INPUT_TOKEN_PRICE", "0.2"),
              entry("OUTPUT_TOKEN_PRICE", "0.6")));

  @Test
  void readsItsVariables() {
    var settings = ProxySettings.of(environment);

    assertThat(settings.endpoint())
        .hasToString("https://x.eu-west-1.aws.endpoints.huggingface.cloud");
    assertThat(settings.tokenSecretArn()).endsWith(":secret:token-AbCdEf");
    assertThat(settings.tokenCache()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.timeouts())
        .isEqualTo(
            new RequestTimeouts(
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(240),
                Duration.ofSeconds(45)));
    assertThat(settings.limits())
        .isEqualTo(new RequestLimits(1_048_576, 4096, 256, 1, Set.of(), UnknownFields.PASS));
  }

  @Test
  void readsWhatTheFleetRemembers() {
    assertThat(ProxySettings.of(environment).state())
        .isEqualTo(
            new StateSettings(
                Optional.of("state"),
                TableFailure.REFUSE,
                new DuplicateLimit(10, Duration.ofMinutes(1)),
                new BreakerSettings(5, Duration.ofSeconds(15), Duration.ofSeconds(60)),
                Duration.ofDays(1),
                new SpendCeiling(
                    BigDecimal.ZERO,
                    BigDecimal.valueOf(500),
                    new BigDecimal("0.2"),
                    new BigDecimal("0.6"))));
  }

  @Test
  void sharesNothing_whereThereIsNoTable() {
    environment.remove("STATE_TABLE");

    assertThat(ProxySettings.of(environment).state().table()).isEmpty();
  }

  @Test
  void readsTheModels() {
    environment.put("MODELS", "org/base adapter");
    environment.put("UNKNOWN_FIELDS", "REFUSE");

    var limits = ProxySettings.of(environment).limits();

    assertThat(limits.models()).containsExactlyInAnyOrder("org/base", "adapter");
    assertThat(limits.unknownFields()).isEqualTo(UnknownFields.REFUSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ENDPOINT_URL",
        "TOKEN_SECRET_ARN",
        "TOKEN_CACHE_SECONDS",
        "FIRST_BYTE_TIMEOUT_MILLIS",
        "IDLE_TIMEOUT_MILLIS",
        "TOTAL_TIMEOUT_MILLIS",
        "SCALE_UP_TIMEOUT_SECONDS",
        "MAX_BODY_BYTES",
        "MAX_TOKENS",
        "MAX_MESSAGES",
        "MAX_CHOICES",
        "MODELS",
        "UNKNOWN_FIELDS",
        "TABLE_FAILURE",
        "DUPLICATE_LIMIT",
        "DUPLICATE_WINDOW_SECONDS",
        "BREAKER_FAILURES",
        "BREAKER_OPEN_SECONDS",
        "IDEMPOTENCY_SECONDS",
        "SPEND_PER_DAY",
        "SPEND_PER_MONTH",
        "INPUT_TOKEN_PRICE",
        "OUTPUT_TOKEN_PRICE"
      })
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
  @CsvSource({
    "TOKEN_CACHE_SECONDS, 1, 3600",
    "MAX_BODY_BYTES, 1024, 6291456",
    "MAX_TOKENS, 1, 1000000",
    "MAX_MESSAGES, 1, 10000",
    "MAX_CHOICES, 1, 128",
    "DUPLICATE_LIMIT, 0, 1000000",
    "DUPLICATE_WINDOW_SECONDS, 1, 3600",
    "BREAKER_FAILURES, 0, 1000000",
    "BREAKER_OPEN_SECONDS, 1, 300",
    "IDEMPOTENCY_SECONDS, 0, 604800"
  })
  void refusesANumberOutOfBounds(String name, int least, int most) {
    var beyond = least == 0 ? new int[] {most + 1, 999_999_999} : new int[] {least - 1, most + 1};
    for (var number : beyond) {
      environment.put(name, Integer.toString(number));

      assertRefused("'%s' must be from %d to %d, got '%d'".formatted(name, least, most, number));
    }
  }

  @Test
  void waitsForAReplica_noLongerThanLambdaRuns() {
    environment.put("SCALE_UP_TIMEOUT_SECONDS", "901");

    assertRefused("'SCALE_UP_TIMEOUT_SECONDS' must be from 0 to 900, got '901'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "5m", "hf_planted0123456789", "99999999999"})
  void refusesANumberThatIsNone(String number) {
    for (var name : new String[] {"TOKEN_CACHE_SECONDS", "MAX_TOKENS"}) {
      environment.put(name, number);

      assertRefused("'%s' must be a whole number".formatted(name));
      environment.put(name, "300");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pass", "ALLOW"})
  void refusesAChoiceThatIsNone(String choice) {
    environment.put("UNKNOWN_FIELDS", choice);

    assertRefused("'UNKNOWN_FIELDS' must be PASS or REFUSE, got '%s'".formatted(choice));
  }

  private void assertRefused(String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxySettings.of(environment))
        .withMessage(message);
  }
}
