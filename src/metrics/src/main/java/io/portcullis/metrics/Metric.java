package io.portcullis.metrics;

import java.time.Duration;
import java.util.Optional;

/**
 * One measured value.
 *
 * @param name name of the metric
 * @param unit what the value counts
 * @param value the value
 * @param dimension by what the metric is told apart beside its function
 */
public record Metric(String name, Unit unit, long value, Optional<Dimension> dimension) {

  /** Units, in CloudWatch's words. */
  public enum Unit {
    COUNT("Count"),
    PERCENT("Percent"),
    MILLISECONDS("Milliseconds"),
    SECONDS("Seconds");

    private final String word;

    Unit(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** A name and a value, neither of them empty: CloudWatch drops a metric that has an empty one. */
  public record Dimension(String name, String value) {
    public Dimension {
      if (name.isEmpty() || value.isEmpty()) {
        throw new IllegalArgumentException(
            "'dimension' must have a name and a value, got '%s' and '%s'".formatted(name, value));
      }
    }
  }

  /** Something that happened once. */
  public static Metric count(String name) {
    return count(name, 1);
  }

  /** Something that there are so many of. */
  public static Metric count(String name, long number) {
    return new Metric(name, Unit.COUNT, number, Optional.empty());
  }

  /** A share of a whole, from 0 to 100. */
  public static Metric percent(String name, int share) {
    return new Metric(name, Unit.PERCENT, share, Optional.empty());
  }

  /** A time, in milliseconds. */
  public static Metric milliseconds(String name, Duration time) {
    return new Metric(name, Unit.MILLISECONDS, time.toMillis(), Optional.empty());
  }

  /** A time, in seconds. */
  public static Metric seconds(String name, Duration time) {
    return new Metric(name, Unit.SECONDS, time.toSeconds(), Optional.empty());
  }

  /** The same, told apart by one more dimension. */
  public Metric by(String dimension, String value) {
    return new Metric(name, unit, this.value, Optional.of(new Dimension(dimension, value)));
  }
}
