package io.portcullis.constructs.proxy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;

/** The rules for numbers and times of a proxy. One that is known only at deployment passes. */
final class Numbers {
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000);

  /** With more, the CDK writes a small one in a form of its own, such as {@code 1e-7}. */
  private static final int MOST_DECIMALS = 6;

  private Numbers() {}

  static void requireWhole(String property, Number value, int least, int most) {
    requireNonNull(value, "'%s' is required".formatted(property));
    if ((value.doubleValue() < least || value.doubleValue() > most || value.doubleValue() % 1 != 0)
        && !Token.isUnresolved(value)) {
      throw new IllegalArgumentException(
          "'%s' must be a whole number from %d to %d, got '%s'"
              .formatted(property, least, most, value));
    }
  }

  static void requireSeconds(String property, Duration value, long least, long most) {
    requireNonNull(value, "'%s' is required".formatted(property));
    if (value.isUnresolved()) {
      return;
    }
    var millis = value.toMilliseconds().longValue();
    if (millis < least * 1_000 || millis > most * 1_000 || millis % 1_000 != 0) {
      throw new IllegalArgumentException(
          "'%s' must be whole seconds from %s to %s, got '%s'"
              .formatted(
                  property,
                  Duration.seconds(least).toHumanString(),
                  Duration.seconds(most).toHumanString(),
                  value.toHumanString()));
    }
  }

  static void requireDollars(String property, Number value) {
    requireNonNull(value, "'%s' is required".formatted(property));
    if (!isDollars(value) && !Token.isUnresolved(value)) {
      throw new IllegalArgumentException(
          "'%s' must be dollars from 0 to 1000000 with at most six decimals, got '%s'"
              .formatted(property, value));
    }
  }

  private static boolean isDollars(Number value) {
    if (!Double.isFinite(value.doubleValue())) {
      return false;
    }
    var dollars = new BigDecimal(value.toString()).stripTrailingZeros();
    return dollars.signum() >= 0
        && dollars.compareTo(MOST_DOLLARS) <= 0
        && dollars.scale() <= MOST_DECIMALS;
  }

  static boolean isZero(Number value) {
    return value.doubleValue() == 0 && !Token.isUnresolved(value);
  }

  static boolean isPositive(Number value) {
    return value.doubleValue() > 0 && !Token.isUnresolved(value);
  }
}
