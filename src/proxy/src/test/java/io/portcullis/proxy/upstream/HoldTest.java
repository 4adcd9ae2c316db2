package io.portcullis.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {
  @ParameterizedTest
  @CsvSource({
    // setting, time left, seconds
    "60, 90000, 60",
    "60, 61000, 60",
    "60, 60999, 59",
    "60, 2500, 1",
    "60, 1999, 0",
    "60, 0, 0",
    "0, 90000, 0"
  })
  void isAsLongAsWanted_andShorterThanTheTimeLeft(int setting, int left, int seconds) {
    assertThat(Hold.of(Duration.ofSeconds(setting), Duration.ofMillis(left)))
        .isEqualTo(new Hold(seconds));
  }

  @Test
  void isNotAskedFor_withoutTime() {
    assertThat(new Hold(0).header()).isEmpty();
    assertThat(new Hold(7).header()).contains("7");
  }

  @ParameterizedTest
  @CsvSource({
    // held for, status, took, warming
    "10, 503, 10000, true",
    "10, 503, 8000, true",
    "10, 503, 7999, false",
    "10, 503, 5, false",
    "10, 502, 8000, true",
    "10, 502, 5, false",
    "10, 500, 9000, false",
    "10, 504, 9000, false",
    "10, 429, 9000, false",
    // Nothing was asked for, so that nothing tells.
    "0, 503, 5, true",
    "0, 502, 5, false"
  })
  void tellsAnEndpointThatStarts_fromOneThatIsFull(
      int seconds, int status, int took, boolean warming) {
    assertThat(new Hold(seconds).isWarming(status, Duration.ofMillis(took))).isEqualTo(warming);
  }
}
