package io.portcullis.constructs.proxy;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import software.amazon.awscdk.Tokenization;

/**
 * What all customers together may spend on tokens, in US dollars of UTC's day and month; beyond it
 * every call is refused.
 *
 * @param perDay up to 1,000,000 with at most six decimals; 0 sets no ceiling
 * @param perMonth up to 1,000,000 with at most six decimals; 0 sets no ceiling
 * @param tokenPrice what a token counts for
 */
public record SpendCeiling(Number perDay, Number perMonth, TokenPrice tokenPrice) {
  public SpendCeiling {
    Numbers.requireDollars("perDay", perDay);
    Numbers.requireDollars("perMonth", perMonth);
    requireNonNull(tokenPrice, "'tokenPrice' is required");
    if ((Numbers.isPositive(perDay) || Numbers.isPositive(perMonth)) && tokenPrice.isNothing()) {
      throw new IllegalArgumentException(
          "'tokenPrice' must be above 0 where there is a ceiling, got '%s' and '%s'"
              .formatted(tokenPrice.input(), tokenPrice.output()));
    }
  }

  /** None, and tokens that cost nothing. */
  public static SpendCeiling none() {
    return new SpendCeiling(0, 0, new TokenPrice(0, 0));
  }

  /** Whether nothing is limited. */
  public boolean isNone() {
    return Numbers.isZero(perDay) && Numbers.isZero(perMonth);
  }

  Map<String, String> environment() {
    return Map.of(
        "SPEND_PER_DAY", Tokenization.stringifyNumber(perDay),
        "SPEND_PER_MONTH", Tokenization.stringifyNumber(perMonth),
        "INPUT_TOKEN_PRICE", Tokenization.stringifyNumber(tokenPrice.input()),
        "OUTPUT_TOKEN_PRICE", Tokenization.stringifyNumber(tokenPrice.output()));
  }
}
