package io.portcullis.constructs.customer;

/**
 * How much a customer may use of something in a minute, a day and a month of UTC; 0 is no limit.
 * Other than the rate of a plan it holds: the proxy counts it in one place for all keys of a
 * customer.
 *
 * @param perMinute at least 0
 * @param perDay at least 0
 * @param perMonth at least 0
 */
public record Quota(int perMinute, int perDay, int perMonth) {
  public Quota {
    requireNotNegative("perMinute", perMinute);
    requireNotNegative("perDay", perDay);
    requireNotNegative("perMonth", perMonth);
  }

  /** One that limits nothing. */
  public static Quota none() {
    return new Quota(0, 0, 0);
  }

  /** Whether nothing is limited. */
  public boolean isNone() {
    return equals(none());
  }

  private static void requireNotNegative(String property, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "'%s' must be at least 0, got '%d'".formatted(property, value));
    }
  }
}
