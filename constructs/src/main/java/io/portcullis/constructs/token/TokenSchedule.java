package io.portcullis.constructs.token;

import java.time.Duration;

/**
 * When Secrets Manager rotates the token, in UTC: a {@code rate(…)} or a {@code cron(…)} as its
 * User Guide describes them under "Rotation schedules". Each time opens a window, and the rotation
 * begins at any moment of it.
 */
public sealed interface TokenSchedule permits RateSchedule, CronSchedule {
  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if Secrets Manager would not take it
   */
  static TokenSchedule parse(String expression) {
    if (expression.startsWith("rate(")) {
      return RateSchedule.parse(expression);
    }
    if (expression.startsWith("cron(")) {
      return CronSchedule.parse(expression);
    }
    throw ScheduleRule.refused("rate(…) or cron(…)", expression);
  }

  /** The expression as it was read. */
  String expression();

  /** Longest time from the opening of one window to that of the next. */
  Duration longestInterval();

  /** Shortest time from the opening of one window to that of the next. */
  Duration shortestInterval();

  /**
   * Longest window that the schedule has room for: one must end with its day and before the next
   * one opens.
   */
  Duration longestWindow();
}
