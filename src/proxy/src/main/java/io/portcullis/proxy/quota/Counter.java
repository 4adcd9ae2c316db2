package io.portcullis.proxy.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is counted in one window. Its attribute, such as {@code tokens_day_20782}, has the window's
 * number in its name, so that the next window begins at zero without a write.
 */
record Counter(Measure measure, Window window, long index) {
  /** How long after its window's end, on the own clock, a count is still put right. */
  private static final Duration CORRECTED = Duration.ofSeconds(20);

  /** Longer, so that no clock that is seconds ahead takes a count away from one that is behind. */
  private static final Duration KEPT = Duration.ofSeconds(60);

  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+)_([a-z]+)_(\\d{1,9})");

  static Counter at(Measure measure, Window window, Instant time) {
    return new Counter(measure, window, window.index(time));
  }

  /** Empty for an attribute that is no count. */
  static Optional<Counter> of(String attribute) {
    var parts = ATTRIBUTE.matcher(attribute);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var index = Long.parseLong(parts.group(3));
    return named(Measure.values(), parts.group(1))
        .flatMap(
            measure ->
                named(Window.values(), parts.group(2))
                    .map(window -> new Counter(measure, window, index)));
  }

  private static <E extends Enum<E>> Optional<E> named(E[] values, String word) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  String attribute() {
    return "%s_%s_%d".formatted(measure.word(), window.word(), index);
  }

  Instant end() {
    return window.end(index);
  }

  boolean isCorrected(Instant now) {
    return now.isBefore(end().plus(CORRECTED));
  }

  boolean isKept(Instant now) {
    return now.isBefore(end().plus(KEPT));
  }
}
