package io.portcullis.constructs.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The numbers that a field of a cron expression can name: all by {@code *}, or by values {@code 1},
 * ranges {@code 1-5} and steps {@code 2/10} between commas.
 *
 * @param first the least number
 * @param last the greatest number
 * @param words names of the numbers in their order, such as {@code JAN}; may be empty
 */
record CronField(int first, int last, List<String> words) {
  static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  static final CronField HOURS = new CronField(0, 23, List.of());
  static final CronField DAYS_OF_MONTH = new CronField(1, 31, List.of());
  static final CronField MONTHS =
      new CronField(
          1,
          12,
          List.of(
              "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
  static final CronField DAYS_OF_WEEK = new CronField(1, 7, WEEKDAYS);

  private static final Pattern RANGE = Pattern.compile("(\\w+)-(\\w+)");
  private static final Pattern STEP = Pattern.compile("(\\w*)/(\\d{1,2})");

  /** The numbers that a text names, or nothing if it is no such field. */
  Optional<Set<Integer>> numbers(String text) {
    var numbers = new TreeSet<Integer>();
    for (var part : text.split(",", -1)) {
      var some = part(part);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      numbers.addAll(some);
    }
    return Optional.of(numbers);
  }

  private List<Integer> part(String text) {
    if (text.equals("*")) {
      return numbers(first, last, 1);
    }
    var range = RANGE.matcher(text);
    if (range.matches()) {
      return numbers(number(range.group(1)), number(range.group(2)), 1);
    }
    var step = STEP.matcher(text);
    if (step.matches()) {
      var start = step.group(1).isEmpty() ? first : number(step.group(1));
      return numbers(start, last, Integer.parseInt(step.group(2)));
    }
    return numbers(number(text), number(text), 1);
  }

  /** No numbers at all, if a bound or the step is none. */
  private List<Integer> numbers(int from, int to, int step) {
    if (from < first || to > last || step < 1 || step > last) {
      return List.of();
    }
    return IntStream.rangeClosed(from, to).filter(n -> (n - from) % step == 0).boxed().toList();
  }

  /** A number that is out of the field, if the text is none. */
  private int number(String text) {
    if (words.contains(text)) {
      return first + words.indexOf(text);
    }
    return text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
  }
}
