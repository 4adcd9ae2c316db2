package io.portcullis.constructs.customer;

import static java.util.Objects.requireNonNull;

/**
 * How much may be called. API Gateway limits each key to rate, burst and daily quota, best effort,
 * and may let more through ("Usage plans and API keys for REST APIs"); the proxy holds each
 * customer to its requests and tokens.
 *
 * @param name lower-case letters, digits and dashes, such as {@code standard}
 * @param rate requests a second in the long run, at least 1
 * @param burst requests at once, at least 1
 * @param dailyQuota requests a day, at least 1
 * @param requests requests that a customer may make
 * @param tokens tokens, of prompts and answers, that a customer may use
 */
public record Plan(String name, int rate, int burst, int dailyQuota, Quota requests, Quota tokens) {
  public Plan {
    requireNonNull(name, "'name' is required");
    requireNonNull(requests, "'requests' is required");
    requireNonNull(tokens, "'tokens' is required");
    Name.require("name", name);
    requirePositive("rate", rate);
    requirePositive("burst", burst);
    requirePositive("dailyQuota", dailyQuota);
  }

  /** One that API Gateway alone applies. */
  public Plan(String name, int rate, int burst, int dailyQuota) {
    this(name, rate, burst, dailyQuota, Quota.none(), Quota.none());
  }

  /** Whether the proxy holds customers to anything. */
  public boolean hasQuota() {
    return !requests.isNone() || !tokens.isNone();
  }

  private static void requirePositive(String property, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "'%s' must be at least 1, got '%d'".formatted(property, value));
    }
  }
}
