package io.portcullis.proxy.quota;

import io.portcullis.proxy.environment.Variables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How many dollars all customers together may use, in the operator's own prices.
 *
 * @param perDay {@code SPEND_PER_DAY}, in dollars; 0 for no ceiling
 * @param perMonth {@code SPEND_PER_MONTH}, in dollars; 0 for no ceiling
 * @param inputTokenPrice {@code INPUT_TOKEN_PRICE}, dollars per million tokens of prompts
 * @param outputTokenPrice {@code OUTPUT_TOKEN_PRICE}, dollars per million tokens of answers
 */
public record SpendCeiling(
    BigDecimal perDay,
    BigDecimal perMonth,
    BigDecimal inputTokenPrice,
    BigDecimal outputTokenPrice) {
  /** No ceiling. */
  public static final SpendCeiling NONE =
      new SpendCeiling(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

  private static final BigDecimal NANODOLLARS = BigDecimal.valueOf(1_000_000_000);

  /** A dollar per million tokens is a thousand nanodollars per token. */
  private static final BigDecimal NANODOLLARS_PER_TOKEN = BigDecimal.valueOf(1_000);

  /** More than every ceiling, and few enough to be added. */
  private static final BigDecimal MOST = BigDecimal.TEN.pow(18);

  public SpendCeiling {
    if (perDay.signum() + perMonth.signum() > 0
        && inputTokenPrice.signum() + outputTokenPrice.signum() == 0) {
      throw new IllegalArgumentException(
          "'INPUT_TOKEN_PRICE' or 'OUTPUT_TOKEN_PRICE' must be above 0 where there is a spend"
              + " ceiling, or it would never be reached");
    }
  }

  public static SpendCeiling of(Variables variables) {
    return new SpendCeiling(
        decimal(variables, "SPEND_PER_DAY"),
        decimal(variables, "SPEND_PER_MONTH"),
        decimal(variables, "INPUT_TOKEN_PRICE"),
        decimal(variables, "OUTPUT_TOKEN_PRICE"));
  }

  private static BigDecimal decimal(Variables variables, String name) {
    var value = variables.required(name);
    if (!DECIMAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' must be a decimal number such as 0.25, got '%s'".formatted(name, value));
    }
    return new BigDecimal(value);
  }

  /** None where there is no ceiling. */
  List<Limit> limits() {
    var limits = new ArrayList<Limit>();
    if (perDay.signum() > 0) {
      limits.add(new Limit(Measure.NANODOLLARS, Window.DAY, nanodollars(perDay)));
    }
    if (perMonth.signum() > 0) {
      limits.add(new Limit(Measure.NANODOLLARS, Window.MONTH, nanodollars(perMonth)));
    }
    return limits;
  }

  private static long nanodollars(BigDecimal dollars) {
    return dollars.multiply(NANODOLLARS).longValueExact();
  }

  /** The price of a call, rounded up once, to a nanodollar. */
  Tariff tariff() {
    return usage ->
        Map.of(
            Measure.NANODOLLARS,
            inputTokenPrice
                .multiply(BigDecimal.valueOf(usage.inputTokens()))
                .add(outputTokenPrice.multiply(BigDecimal.valueOf(usage.outputTokens())))
                .multiply(NANODOLLARS_PER_TOKEN)
                .setScale(0, RoundingMode.CEILING)
                .min(MOST)
                .longValueExact());
  }
}
