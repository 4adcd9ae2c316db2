package io.portcullis.constructs.token;

import static io.portcullis.constructs.token.ScheduleRule.require;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A rotation at hours and days of the calendar. */
record CronSchedule(
    String expression, Duration longestInterval, Duration shortestInterval, Duration longestWindow)
    implements TokenSchedule {
  private static final Pattern CRON =
      Pattern.compile("cron\\((\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+)\\)");

  /** Of hours, Secrets Manager knows no lists, ranges and {@code *}. */
  private static final Pattern HOURS = Pattern.compile("\\d{1,2}|\\d{0,2}/\\d{1,2}");

  private static final int HOURS_OF_A_DAY = 24;
  private static final int HOURS_OF_A_YEAR = 366 * HOURS_OF_A_DAY;

  static CronSchedule parse(String expression) {
    var fields = CRON.matcher(expression);
    require(
        fields.matches(),
        "cron(…) of six fields: minutes, hours, day of month, month, day of week and year",
        expression);
    require(fields.group(1).equals("0"), "on the hour, with 0 as minutes", expression);
    require(fields.group(6).equals("*"), "for every year, with * as year", expression);
    var hours =
        require(
            Optional.of(fields.group(2))
                .filter(text -> HOURS.matcher(text).matches())
                .flatMap(CronField.HOURS::numbers),
            "at one hour from 0 to 23, or at a step such as 2/10",
            expression);
    var months =
        require(
            CronField.MONTHS.numbers(fields.group(4)),
            "in months such as *, 1,7, JAN-MAR or 1/3",
            expression);
    var days = days(fields.group(3), fields.group(5), expression);
    return of(expression, hours, date -> months.contains(date.getMonthValue()) && days.test(date));
  }

  private static Predicate<LocalDate> days(String ofMonth, String ofWeek, String expression) {
    require(
        ofMonth.equals("?") != ofWeek.equals("?"),
        "on days of the month or on days of the week, with ? as the other",
        expression);
    return ofWeek.equals("?")
        ? require(
            CronDays.ofMonth(ofMonth),
            "on days of the month such as *, 1,15, 1-15, 1/10, L or SUNL",
            expression)
        : require(
            CronDays.ofWeek(ofWeek),
            "on days of the week such as *, 2,4, MON-FRI, 1/2, L or TUE#3",
            expression);
  }

  private static CronSchedule of(String expression, Set<Integer> hours, Predicate<LocalDate> days) {
    var openings = openings(hours, days);
    var gaps =
        IntStream.range(1, openings.length)
            .mapToLong(i -> openings[i] - openings[i - 1])
            .summaryStatistics();
    require(
        gaps.getCount() > 0 && gaps.getMax() <= HOURS_OF_A_YEAR,
        "at least once a year",
        expression);
    var shortest = Duration.ofHours(gaps.getMin());
    require(
        shortest.compareTo(ScheduleRule.SHORTEST_INTERVAL) >= 0,
        "at least 4 hours apart, also at midnight",
        expression);
    var untilMidnight = Duration.ofHours(HOURS_OF_A_DAY - Collections.max(hours));
    return new CronSchedule(
        expression,
        Duration.ofHours(gaps.getMax()),
        shortest,
        Collections.min(List.of(shortest, untilMidnight)));
  }

  /**
   * The hours, counted from 1970, in which windows open through 28 years, after which leap years
   * and days of the week fall together again, and through one more.
   */
  private static long[] openings(Set<Integer> hours, Predicate<LocalDate> days) {
    return LocalDate.of(2001, 1, 1)
        .datesUntil(LocalDate.of(2030, 1, 1))
        .filter(days)
        .flatMapToLong(
            date -> hours.stream().mapToLong(hour -> date.toEpochDay() * HOURS_OF_A_DAY + hour))
        .toArray();
  }
}
