package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"api\";r=0;t=55 | 55",
        "\"api\"; r=0; t=7 | 7",
        "\"api\";r=0;t=5, \"pages\";r=0;t=300 | 300"
      })
  void isTheEndOfTheLongestWindow(String rateLimit, long seconds) {
    assertThat(RetryAfter.of(Map.of("ratelimit", rateLimit))).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void isWhatRetryAfterSays_beforeAnyWindow() {
    assertThat(RetryAfter.of(Map.of("retry-after", "9", "ratelimit", "\"api\";r=0;t=55")))
        .contains(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1.5",
        "99999999999999999999",
        "Wed, 21 Oct 2026 07:28:00 GMT",
        "hf_planted0123456789",
        "\"api\";r=0;t=-5",
        "\"api\";r=0;t=99999999999999999999",
        "\"api\";r=0;t=5x"
      })
  void isAbsent_whereNothingReadableIsSaid(String value) {
    assertThat(RetryAfter.of(Map.of("retry-after", value))).isEmpty();
    assertThat(RetryAfter.of(Map.of("ratelimit", value))).isEmpty();
  }
}
