package io.portcullis.stacks.environment;

import io.portcullis.constructs.token.TokenSchedule;
import java.time.Duration;
import java.util.List;

/**
 * How the Hugging Face token of an environment is kept.
 *
 * @param rotation when it is rotated: {@code rate(…)} or {@code cron(…)} in UTC, at least four
 *     hours apart
 * @param window time from then within which Secrets Manager begins, in whole hours
 * @param maximumAge age at which it should have been replaced; an alarm comes earlier
 * @param operators ARNs of the IAM roles and users that may stage a token
 * @param replicaRegions Regions that keep a copy of the secret
 */
public record TokenConfig(
    String rotation,
    Duration window,
    Duration maximumAge,
    List<String> operators,
    List<String> replicaRegions) {
  public TokenConfig {
    checkSchedule(rotation);
    Rule.require(
        window.toMinutes() % 60 == 0 && window.toHours() >= 1 && window.toHours() <= 24,
        "window",
        "must be whole hours from PT1H to PT24H",
        window.toString());
    Rule.require(
        maximumAge.toDays() >= 1, "maximumAge", "must be at least P1D", maximumAge.toString());
    operators = List.copyOf(operators);
    replicaRegions = List.copyOf(replicaRegions);
  }

  private static void checkSchedule(String rotation) {
    try {
      TokenSchedule.parse(rotation);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage().replaceFirst("^'\\w+'", "'rotation'"), e);
    }
  }
}
