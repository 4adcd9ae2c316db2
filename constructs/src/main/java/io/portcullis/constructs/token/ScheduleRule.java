package io.portcullis.constructs.token;

import java.time.Duration;
import java.util.Optional;

/** What is said of an expression that breaks a rule of Secrets Manager. */
final class ScheduleRule {
  /** Secrets Manager rotates no more often. */
  static final Duration SHORTEST_INTERVAL = Duration.ofHours(4);

  private ScheduleRule() {}

  static void require(boolean met, String rule, String expression) {
    if (!met) {
      throw refused(rule, expression);
    }
  }

  static <T> T require(Optional<T> read, String rule, String expression) {
    return read.orElseThrow(() -> refused(rule, expression));
  }

  static IllegalArgumentException refused(String rule, String expression) {
    return new IllegalArgumentException(
        "'scheduleExpression' must be %s, got '%s'".formatted(rule, expression));
  }
}
