package io.portcullis.stacks.environment;

import io.portcullis.constructs.network.RotationEgress;
import io.portcullis.constructs.token.TokenSchedule;
import java.time.Duration;
import java.util.List;

/**
 * How the Hugging Face token of an environment is kept.
 *
 * @param source where the next one comes from
 * @param rotation when it is rotated: {@code rate(…)} or {@code cron(…)} in UTC, at least four
 *     hours apart
 * @param window time from then within which Secrets Manager begins, in whole hours
 * @param maximumAge age at which one that does not expire should have been replaced; an alarm comes
 *     earlier
 * @param grace time that a replaced one lives at least; zero keeps it
 * @param egress how the rotation function reaches Hugging Face
 * @param operators ARNs of the IAM roles and users that may stage a token
 * @param replicaRegions Regions that keep a copy of the secret
 */
public record TokenConfig(
    TokenSourceConfig source,
    String rotation,
    Duration window,
    Duration maximumAge,
    Duration grace,
    RotationEgress egress,
    List<String> operators,
    List<String> replicaRegions) {

  /**
   * Longer than a proxy that can read the secret goes on with a replaced token: 5 minutes in its
   * cache, and the 15 in which Lambda ends every call.
   */
  private static final Duration SHORTEST_GRACE = Duration.ofMinutes(30);

  private static final Duration LONGEST_GRACE = Duration.ofDays(7);

  /** The rotation function looks every hour whether a replaced token has outlived its grace. */
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

  public TokenConfig {
    checkSchedule(rotation);
    Rule.require(
        window.toMinutes() % 60 == 0 && window.toHours() >= 1 && window.toHours() <= 24,
        "window",
        "must be whole hours from PT1H to PT24H",
        window.toString());
    Rule.require(
        maximumAge.toDays() >= 1, "maximumAge", "must be at least P1D", maximumAge.toString());
    requireGrace(grace, rotation);
    if (source instanceof TokenSourceConfig.TokenExchange exchange) {
      requireLifetime(exchange.lifetime(), longestInterval(rotation));
    }
    operators = List.copyOf(operators);
    replicaRegions = List.copyOf(replicaRegions);
  }

  /** Longest time between the openings of two windows of the schedule. */
  public Duration longestInterval() {
    return longestInterval(rotation);
  }

  /** How old a token may get: one that is exchanged as its lifetime, any other its maximum age. */
  public Duration longestLife() {
    return source instanceof TokenSourceConfig.TokenExchange exchange
        ? exchange.lifetime()
        : maximumAge;
  }

  /** What a token has left at least when the next one replaces it in time. */
  public Duration timeLeft() {
    return longestLife().minus(longestInterval()).minus(window);
  }

  private static Duration longestInterval(String rotation) {
    return TokenSchedule.parse(rotation).longestInterval();
  }

  private static void checkSchedule(String rotation) {
    try {
      TokenSchedule.parse(rotation);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage().replaceFirst("^'\\w+'", "'rotation'"), e);
    }
  }

  private static void requireGrace(Duration grace, String rotation) {
    Rule.require(
        grace.isZero()
            || grace.compareTo(SHORTEST_GRACE) >= 0
                && grace.compareTo(LONGEST_GRACE) <= 0
                && grace.toMillis() % 1000 == 0,
        "grace",
        "must be PT0S, which keeps a replaced token, or whole seconds from PT30M to P7D",
        grace.toString());
    var shortest = TokenSchedule.parse(rotation).shortestInterval();
    Rule.require(
        grace.isZero() || grace.multipliedBy(2).plus(BETWEEN_LOOKS).compareTo(shortest) <= 0,
        "grace",
        "must pass twice, and an hour, in the %s between two rotations".formatted(shortest),
        grace.toString());
  }

  /** A rotation that fails leaves time for the next one, before the token ends. */
  private static void requireLifetime(Duration lifetime, Duration interval) {
    Rule.require(
        lifetime.compareTo(interval.multipliedBy(2)) >= 0,
        "source.lifetime",
        "must be at least twice the %s between two rotations".formatted(interval),
        lifetime.toString());
  }
}
