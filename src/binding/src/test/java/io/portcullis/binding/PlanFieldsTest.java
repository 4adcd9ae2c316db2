package io.portcullis.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the variables of an API's stage say of its plans. */
class PlanFieldsTest {
  @Test
  void readsEveryLimitOfAPlan() {
    var variables =
        Map.of(
            "PLAN_VERY_LARGE",
            "requests_minute=60&requests_day=1000&requests_month=20000"
                + "&tokens_minute=100000&tokens_day=5000000&tokens_month=100000000000");

    assertThat(PlanFields.of("very-large", variables).limits())
        .containsOnly(
            Map.entry("requests_minute", 60L),
            Map.entry("requests_day", 1_000L),
            Map.entry("requests_month", 20_000L),
            Map.entry("tokens_minute", 100_000L),
            Map.entry("tokens_day", 5_000_000L),
            Map.entry("tokens_month", 100_000_000_000L));
  }

  @Test
  void knowsWhatAPlanDoesNotLimit() {
    var fields = PlanFields.of("standard", Map.of("PLAN_STANDARD", "tokens_day=1"));

    assertThat(fields.limit("tokens_day")).hasValue(1);
    assertThat(fields.limit("tokens_minute")).isEmpty();
  }

  @Test
  void aPlanWithoutAVariableLimitsNothing() {
    var variables = Map.of("PLAN_STANDARD", "tokens_day=1", "standard", "tokens_day=2");

    assertThat(PlanFields.of("trial", variables).limits()).isEmpty();
    assertThat(PlanFields.of("plan-standard", variables).limits()).isEmpty();
  }

  @Test
  void aVariableWithoutValueLimitsNothing() {
    var variables = new HashMap<String, String>();
    variables.put("PLAN_STANDARD", null);

    assertThat(PlanFields.of("standard", variables).limits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&",
        "tokens_day",
        "tokens_day=",
        "tokens_day=0",
        "tokens_day=-1",
        "tokens_day=+1",
        "tokens_day=1.5",
        "tokens_day=1e3",
        "tokens_day=01",
        "tokens_day= 1",
        "tokens_day=\u0661",
        "tokens_day=1000000000000",
        "tokens_day=~31",
        "tokens_day=1=2",
        "tokens_year=1",
        "token_day=1",
        "TOKENS_DAY=1",
        "tokens_day=1&",
        "tokens_day=1&&tokens_minute=1",
        "tokens_day=1;tokens_minute=1",
        "tokens_day=1&tokens_day=2",
        "tokens_day=1&tokens_day=1"
      })
  void aVariableThatCannotBeReadInFull_isNoPlan(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanFields.of("standard", Map.of("PLAN_STANDARD", value)))
        .withMessageStartingWith(
            "'PLAN_STANDARD' must be limits such as requests_minute=60, each once, got '");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Standard", "a_b", "-a", "a-", "a--b", "1a", "a b", "a\n", "\u00e4"})
  void whatIsNoNameOfAPlan_hasNoLimitsToRead(String plan) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanFields.of(plan, Map.of("PLAN_A_B", "tokens_day=1")))
        .withMessage("'plan' must be the name of a plan, got '%s'".formatted(plan));
  }

  @Test
  void tellsNothingOfALimitThatNoPlanHas() {
    var fields = PlanFields.of("standard", Map.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> fields.limit("tokens_year"))
        .withMessage("'name' must be one of a plan's limits, got 'tokens_year'");
  }
}
