package io.portcullis.proxy.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.proxy.environment.Variables;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendCeilingTest {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "SPEND_PER_DAY", "0",
          "SPEND_PER_MONTH", "500.5",
          "INPUT_TOKEN_PRICE", "0.0375",
          "OUTPUT_TOKEN_PRICE", "0.6");

  @Test
  void readsItsVariables() {
    var ceiling = SpendCeiling.of(new Variables(VARIABLES));

    assertThat(ceiling.limits())
        .containsExactly(new Limit(Measure.NANODOLLARS, Window.MONTH, 500_500_000_000L));
    assertThat(price(ceiling, 1_000_000, 0)).isEqualTo(37_500_000);
    assertThat(price(ceiling, 1, 1)).isEqualTo(638);
  }

  @Test
  void hasNoLimits_ofZero() {
    assertThat(SpendCeiling.NONE.limits()).isEmpty();
  }

  @Test
  void addsUp_whateverAModelClaims() {
    var ceiling = QuotaTable.dollars("1", "0", "999999999", "999999999");

    assertThat(price(ceiling, Long.MAX_VALUE, Long.MAX_VALUE))
        .isEqualTo(1_000_000_000_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "-1", "1e3", "0,5", ".5", "1.", "1234567890", "$5"})
  void refusesWhatIsNoNumberOfDollars(String value) {
    var variables = new HashMap<>(VARIABLES);
    variables.put("SPEND_PER_MONTH", value);

    assertThatThrownBy(() -> SpendCeiling.of(new Variables(variables)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'SPEND_PER_MONTH' must be a decimal number such as 0.25, got '%s'".formatted(value));
  }

  @Test
  void refusesACeiling_thatNothingCountsTowards() {
    var variables = new HashMap<>(VARIABLES);
    variables.put("INPUT_TOKEN_PRICE", "0");
    variables.put("OUTPUT_TOKEN_PRICE", "0.0");

    assertThatThrownBy(() -> SpendCeiling.of(new Variables(variables)))
        .hasMessageStartingWith("'INPUT_TOKEN_PRICE' or 'OUTPUT_TOKEN_PRICE' must be above 0");
  }

  private static long price(SpendCeiling ceiling, long input, long output) {
    return ceiling.tariff().amounts(new Usage(1, input, output)).get(Measure.NANODOLLARS);
  }
}
