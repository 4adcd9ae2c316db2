package io.portcullis.constructs.token;

import java.time.Duration;
import java.util.regex.Pattern;

/** A rotation every so many hours or days, the first window opening at midnight. */
record RateSchedule(String expression, Duration interval) implements TokenSchedule {
  private static final Pattern RATE = Pattern.compile("rate\\(([1-9]\\d{0,4}) (hour|day)(s?)\\)");
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(999);
  private static final Duration DAY = Duration.ofDays(1);

  static RateSchedule parse(String expression) {
    var parts = RATE.matcher(expression);
    require(parts.matches(), expression);
    require(parts.group(1).equals("1") == parts.group(3).isEmpty(), expression);
    var value = Long.parseLong(parts.group(1));
    var interval = parts.group(2).equals("day") ? Duration.ofDays(value) : Duration.ofHours(value);
    require(interval.compareTo(ScheduleRule.SHORTEST_INTERVAL) >= 0, expression);
    require(interval.compareTo(LONGEST_INTERVAL) <= 0, expression);
    return new RateSchedule(expression, interval);
  }

  @Override
  public Duration longestInterval() {
    return interval;
  }

  @Override
  public Duration shortestInterval() {
    return interval;
  }

  @Override
  public Duration longestWindow() {
    return interval.compareTo(DAY) < 0 ? interval : DAY;
  }

  private static void require(boolean met, String expression) {
    ScheduleRule.require(
        met,
        "a rate such as rate(12 hours), rate(1 day) or rate(30 days), from 4 hours to 999 days",
        expression);
  }
}
