package io.portcullis.constructs.token;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The days that one of the two day fields of a cron expression names. */
final class CronDays {
  private static final Pattern LAST_NAMED = Pattern.compile("([A-Z]{3})L");
  private static final Pattern NTH_NAMED = Pattern.compile("(\\w+)#([1-5])");

  private CronDays() {}

  /** Days of the month: numbers, {@code L} for the last or {@code SUNL} for the last Sunday. */
  static Optional<Predicate<LocalDate>> ofMonth(String text) {
    if (text.equals("L")) {
      return Optional.of(date -> date.getDayOfMonth() == date.lengthOfMonth());
    }
    var lastNamed = LAST_NAMED.matcher(text);
    if (lastNamed.matches()) {
      return weekday(lastNamed.group(1))
          .map(day -> date -> date.equals(date.with(TemporalAdjusters.lastInMonth(day))));
    }
    return CronField.DAYS_OF_MONTH
        .numbers(text)
        .map(numbers -> date -> numbers.contains(date.getDayOfMonth()));
  }

  /** Days of the week: numbers from Sunday, {@code L} for Saturday, {@code TUE#3} for the third. */
  static Optional<Predicate<LocalDate>> ofWeek(String text) {
    if (text.equals("L")) {
      return Optional.of(date -> date.getDayOfWeek() == DayOfWeek.SATURDAY);
    }
    var nthNamed = NTH_NAMED.matcher(text);
    if (nthNamed.matches()) {
      var n = Integer.parseInt(nthNamed.group(2));
      return weekday(nthNamed.group(1))
          .map(day -> date -> date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(n, day))));
    }
    return CronField.DAYS_OF_WEEK
        .numbers(text)
        .map(numbers -> date -> numbers.contains(number(date.getDayOfWeek())));
  }

  private static Optional<DayOfWeek> weekday(String text) {
    return CronField.DAYS_OF_WEEK
        .numbers(text)
        .filter(numbers -> numbers.size() == 1)
        .map(numbers -> DayOfWeek.SUNDAY.plus(numbers.iterator().next() - 1));
  }

  /** Secrets Manager counts from Sunday. */
  private static int number(DayOfWeek day) {
    return day.getValue() % 7 + 1;
  }
}
