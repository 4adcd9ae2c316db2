package io.portcullis.constructs.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class RetryTest {
  @Test
  void isForbidden_whereItCannotHelp() {
    assertThat(Retry.NEVER.headers()).containsExactly(entry("x-should-retry", "false"));
  }

  @Test
  void isLeftToTheClient_whereItMayHelp() {
    assertThat(Retry.LATER.headers()).isEmpty();
  }

  @Test
  void hasItsTime_whereThatIsKnown() {
    assertThat(Retry.after(60).headers()).containsExactly(entry("Retry-After", "60"));
  }

  /** Clients that find the wait too long would try after a second of their own. */
  @Test
  void isForbidden_whereItsTimeIsLongerThanClientsWait() {
    assertThat(Retry.after(61).headers())
        .containsExactly(entry("Retry-After", "61"), entry("x-should-retry", "false"));
  }
}
