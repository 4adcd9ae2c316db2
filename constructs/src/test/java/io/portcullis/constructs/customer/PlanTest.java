package io.portcullis.constructs.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void takesOneOfEach() {
    assertThatNoException().isThrownBy(() -> new Plan("standard", 1, 1, 1));
  }

  @Test
  void rejectsRateOfZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan("standard", 0, 10, 1000))
        .withMessage("'rate' must be at least 1, got '0'");
  }

  @Test
  void rejectsNegativeBurst() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan("standard", 5, -1, 1000))
        .withMessage("'burst' must be at least 1, got '-1'");
  }

  @Test
  void rejectsDailyQuotaOfZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan("standard", 5, 10, 0))
        .withMessage("'dailyQuota' must be at least 1, got '0'");
  }

  @Test
  void hasNoQuota_byDefault() {
    var plan = new Plan("standard", 5, 10, 1000);

    assertThat(plan.requests()).isEqualTo(Quota.none());
    assertThat(plan.tokens()).isEqualTo(Quota.none());
  }

  @Test
  void needsQuotas() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Plan("standard", 5, 10, 1000, null, Quota.none()))
        .withMessage("'requests' is required");
    assertThatNullPointerException()
        .isThrownBy(() -> new Plan("standard", 5, 10, 1000, Quota.none(), null))
        .withMessage("'tokens' is required");
  }

  @Test
  void needsAName() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Plan(null, 5, 10, 1000))
        .withMessage("'name' is required");
  }

  @Test
  void rejectsNameWithSpace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan("very large", 5, 10, 1000))
        .withMessageEndingWith(", got 'very large'");
  }
}
