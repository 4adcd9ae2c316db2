package io.portcullis.proxy.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.proxy.environment.Variables;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakerSettingsTest {
  @Test
  void areReadFromTheEnvironment() {
    assertThat(of("5", "15"))
        .isEqualTo(new BreakerSettings(5, Duration.ofSeconds(15), Duration.ofMinutes(2)));
  }

  @Test
  void openForFiveMinutesAtMost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("5", "301"))
        .withMessage("'BREAKER_OPEN_SECONDS' must be from 1 to 300, got '301'");
  }

  private static BreakerSettings of(String failures, String open) {
    var variables =
        new Variables(Map.of("BREAKER_FAILURES", failures, "BREAKER_OPEN_SECONDS", open));
    return BreakerSettings.of(variables, Duration.ofMinutes(2));
  }
}
