package io.portcullis.proxy.bodylog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.proxy.environment.Variables;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyLogSettingsTest {
  @Test
  void logsNothing_byDefault() {
    assertThat(BodyLogSettings.of(new Variables(Map.of()))).isEmpty();
  }

  @Test
  void readsGroupAndShare() {
    assertThat(of("0.25")).isEqualTo(new BodyLogSettings("bodies", 0.25));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "1.1", "2", "-1", "NaN", "1e-1", "", "0.1234567", "10%"})
  void refusesAShareThatIsNone(String share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(share))
        .withMessage(
            "'BODY_LOG_SHARE' must be a decimal above 0 and up to 1, with 6 places at most");
  }

  @Test
  void needsAShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BodyLogSettings.of(new Variables(Map.of("BODY_LOG_GROUP", "bodies"))))
        .withMessage("'BODY_LOG_SHARE' is required");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 0.5, 0.9, 1})
  void includesItsShareOfRequests(double share) {
    var settings = new BodyLogSettings("bodies", share);
    var random = new Random(1);

    var included =
        IntStream.range(0, 20_000)
            .mapToObj(n -> new UUID(random.nextLong(), random.nextLong()).toString())
            .filter(settings::includes)
            .count();

    assertThat(included / 20_000.0).isCloseTo(share, within(0.02));
  }

  private static BodyLogSettings of(String share) {
    return BodyLogSettings.of(
            new Variables(Map.of("BODY_LOG_GROUP", "bodies", "BODY_LOG_SHARE", share)))
        .orElseThrow();
  }
}
