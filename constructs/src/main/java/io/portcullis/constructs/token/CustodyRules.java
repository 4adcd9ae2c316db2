package io.portcullis.constructs.token;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.token.TokenSource.ServiceAccount;
import io.portcullis.constructs.token.TokenSource.TokenExchange;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;

/** Which properties of a token go together, and what its times may be. */
final class CustodyRules {
  /** As in an endpoint's address at Hugging Face. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}");

  private static final Set<String> ENDPOINT_TYPES = Set.of("private", "public");
  private static final Duration SHORTEST_GRACE = Duration.minutes(30);
  private static final Duration LONGEST_GRACE = Duration.days(7);

  /** The rotation function looks after replaced tokens every hour. */
  private static final Duration BETWEEN_LOOKS = Duration.hours(1);

  private CustodyRules() {}

  static void requireEndpoint(
      TokenSource source,
      Optional<String> namespace,
      Optional<String> name,
      Optional<String> endpointType) {
    requireNonNull(source, "'source' is required");
    refuse(
        namespace.isPresent() != name.isPresent(),
        "'endpointNamespace' and 'endpointName' go together, give both or none");
    namespace.ifPresent(text -> requireName("endpointNamespace", text));
    name.ifPresent(text -> requireName("endpointName", text));
    refuse(
        source instanceof ServiceAccount && name.isEmpty(),
        "'endpointNamespace' and 'endpointName' are required for tokens of a service account,"
            + " which may call this endpoint alone");
    endpointType.ifPresent(type -> requireType(type, name));
  }

  static void requireTimes(
      TokenSource source,
      Optional<TokenSchedule> schedule,
      Duration grace,
      Optional<Duration> maximumAge) {
    requireGrace(requireNonNull(grace, "'grace' is required"));
    schedule.ifPresent(known -> requireGraceBetweenRotations(grace, known));
    maximumAge.ifPresent(CustodyRules::requireMaximumAge);
    if (source instanceof TokenExchange exchange) {
      schedule.ifPresent(known -> requireLifetime(exchange.lifetime(), known));
    }
  }

  static void requireVpc(boolean hasVpc, boolean hasSubnets, boolean hasSecurityGroups) {
    refuse(!hasVpc && hasSubnets, "'vpcSubnets' needs 'vpc', give it or remove them");
    refuse(!hasVpc && hasSecurityGroups, "'securityGroups' needs 'vpc', give it or remove them");
  }

  private static void requireName(String property, String name) {
    if (!NAME.matcher(name).matches() && !Token.isUnresolved(name)) {
      throw new IllegalArgumentException(
          "'%s' must be as in the endpoint's address at Hugging Face, got '%s'"
              .formatted(property, name));
    }
  }

  private static void requireType(String type, Optional<String> name) {
    if (!ENDPOINT_TYPES.contains(type) && !Token.isUnresolved(type)) {
      throw new IllegalArgumentException(
          "'endpointType' must be 'private' or 'public', got '%s'".formatted(type));
    }
    refuse(name.isEmpty(), "'endpointType' needs 'endpointName', give it or remove the type");
  }

  private static void requireGrace(Duration grace) {
    if (!grace.isUnresolved() && millis(grace) != 0 && !isBetween(grace)) {
      throw new IllegalArgumentException(
          "'grace' must be 0 or from 30 minutes to 7 days, got '%s'"
              .formatted(grace.toHumanString()));
    }
  }

  /**
   * The grace is counted from the last change of the secret, so each rotation begins it anew. A
   * longer one would never be over, and the versions that wait for it have a label each, of which a
   * secret has 20 ("AWS Secrets Manager quotas"): no token would be ended, and soon none rotated.
   * Twice, since a token that is still used then raises an alarm.
   */
  private static void requireGraceBetweenRotations(Duration grace, TokenSchedule schedule) {
    if (!grace.isUnresolved()
        && millis(grace) != 0
        && 2 * millis(grace) + millis(BETWEEN_LOOKS) > schedule.shortestInterval().toMillis()) {
      throw new IllegalArgumentException(
          "'grace' must pass twice, and an hour, between two rotations, got '%s' and '%s'"
              .formatted(grace.toHumanString(), schedule.expression()));
    }
  }

  private static boolean isBetween(Duration grace) {
    return millis(grace) >= millis(SHORTEST_GRACE) && millis(grace) <= millis(LONGEST_GRACE);
  }

  private static void requireMaximumAge(Duration maximumAge) {
    if (!maximumAge.isUnresolved() && millis(maximumAge) == 0) {
      throw new IllegalArgumentException("'maximumAge' must be greater than 0, got '0'");
    }
  }

  /** One rotation may fail, and its token still lives when the next one is due. */
  private static void requireLifetime(Duration lifetime, TokenSchedule schedule) {
    if (!lifetime.isUnresolved() && millis(lifetime) < 2 * schedule.longestInterval().toMillis()) {
      throw new IllegalArgumentException(
          "'lifetime' must be at least twice the time between two rotations, got '%s' and '%s'"
              .formatted(lifetime.toHumanString(), schedule.expression()));
    }
  }

  private static long millis(Duration duration) {
    return duration.toMilliseconds().longValue();
  }

  private static void refuse(boolean condition, String message) {
    if (condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
