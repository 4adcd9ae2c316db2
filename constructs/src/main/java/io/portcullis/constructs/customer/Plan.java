package io.portcullis.constructs.customer;

/**
 * How much a customer may call. API Gateway applies it best effort and may let more through ("Usage
 * plans and API keys for REST APIs").
 *
 * @param rate requests a second in the long run, at least 1
 * @param burst requests at once, at least 1
 * @param dailyQuota requests a day, at least 1
 */
public record Plan(int rate, int burst, int dailyQuota) {
  public Plan {
    requirePositive("rate", rate);
    requirePositive("burst", burst);
    requirePositive("dailyQuota", dailyQuota);
  }

  private static void requirePositive(String property, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "'%s' must be at least 1, got '%d'".formatted(property, value));
    }
  }
}
