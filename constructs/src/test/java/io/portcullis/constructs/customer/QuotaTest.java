package io.portcullis.constructs.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class QuotaTest {
  @Test
  void limitsNothing_ifTold() {
    assertThat(Quota.none()).isEqualTo(new Quota(0, 0, 0));
  }

  @Test
  void rejectsNegativeLimits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quota(-1, 0, 0))
        .withMessage("'perMinute' must be at least 0, got '-1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quota(0, -1, 0))
        .withMessage("'perDay' must be at least 0, got '-1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quota(0, 0, -1))
        .withMessage("'perMonth' must be at least 0, got '-1'");
  }
}
