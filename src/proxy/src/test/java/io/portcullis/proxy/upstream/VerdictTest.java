package io.portcullis.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.outcome.Outcome;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final Hold MINUTE = new Hold(60);

  @ParameterizedTest
  @CsvSource({
    "503, 999, REFUSED_SAFE",
    "503, 1000, FAULT",
    "503, 47999, FAULT",
    "503, 48000, WARMING",
    "502, 999, REFUSED_SAFE",
    "502, 1000, FAULT",
    "502, 48000, WARMING",
    "500, 1, FAULT",
    "501, 1, FAULT",
    "504, 1, FAULT",
    "504, 59000, FAULT",
    "429, 1, OTHER",
    "599, 1, FAULT",
    "201, 1, FAULT",
    "204, 1, FAULT",
    "418, 1, FAULT",
    "304, 1, FAULT"
  })
  void isSafeToRepeat_onlyWhereNothingWasDone(int status, int took, Outcome outcome) {
    var verdict = Verdict.ofStatus(status, Duration.ofMillis(took), MINUTE, false);

    assertThat(verdict.outcome()).isEqualTo(outcome);
  }
}
