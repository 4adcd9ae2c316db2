package io.portcullis.constructs.customer;

import static java.util.Objects.requireNonNull;

/**
 * How much each key of a customer may call. API Gateway applies it best effort and may let more
 * through ("Usage plans and API keys for REST APIs").
 *
 * @param name lower-case letters, digits and dashes, such as {@code standard}
 * @param rate requests a second in the long run, at least 1
 * @param burst requests at once, at least 1
 * @param dailyQuota requests a day, at least 1
 */
public record Plan(String name, int rate, int burst, int dailyQuota) {
  public Plan {
    requireNonNull(name, "'name' is required");
    Name.require("name", name);
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
