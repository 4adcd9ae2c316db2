package io.portcullis.proxy.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.proxy.environment.Variables;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuplicateLimitTest {
  @Test
  void isReadFromTheEnvironment() {
    assertThat(of("10", "60")).isEqualTo(new DuplicateLimit(10, Duration.ofSeconds(60)));
  }

  @Test
  void hasAWindowOfAnHourAtMost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("10", "3601"))
        .withMessage("'DUPLICATE_WINDOW_SECONDS' must be from 1 to 3600, got '3601'");
  }

  private static DuplicateLimit of(String most, String window) {
    return DuplicateLimit.of(
        new Variables(Map.of("DUPLICATE_LIMIT", most, "DUPLICATE_WINDOW_SECONDS", window)));
  }
}
