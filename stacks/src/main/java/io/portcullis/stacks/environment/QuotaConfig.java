package io.portcullis.stacks.environment;

import io.portcullis.constructs.proxy.TableFailure;
import java.math.BigDecimal;

/**
 * What holds in an environment when limits are counted.
 *
 * @param tableFailure what becomes of a call while the table that counts does not answer
 * @param spend what all customers together may spend on tokens
 */
public record QuotaConfig(TableFailure tableFailure, SpendConfig spend) {

  /**
   * A ceiling in US dollars, of a day and a month of UTC.
   *
   * @param perDay 0 sets none
   * @param perMonth 0 sets none
   * @param inputTokenPrice of a million tokens of prompts
   * @param outputTokenPrice of a million tokens of answers
   */
  public record SpendConfig(
      double perDay, double perMonth, double inputTokenPrice, double outputTokenPrice) {
    private static final int MOST_DOLLARS = 1_000_000;
    private static final int MOST_DECIMALS = 6;

    public SpendConfig {
      requireDollars("perDay", perDay);
      requireDollars("perMonth", perMonth);
      requireDollars("inputTokenPrice", inputTokenPrice);
      requireDollars("outputTokenPrice", outputTokenPrice);
      Rule.require(
          perDay + perMonth == 0 || inputTokenPrice + outputTokenPrice > 0,
          "outputTokenPrice",
          "must be above 0 where there is a ceiling, or 'inputTokenPrice'",
          text(outputTokenPrice));
    }

    private static void requireDollars(String key, double value) {
      Rule.require(
          value >= 0
              && value <= MOST_DOLLARS
              && BigDecimal.valueOf(value).stripTrailingZeros().scale() <= MOST_DECIMALS,
          key,
          "must be dollars from 0 to 1000000 with at most six decimals",
          text(value));
    }

    private static String text(double value) {
      return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
  }
}
