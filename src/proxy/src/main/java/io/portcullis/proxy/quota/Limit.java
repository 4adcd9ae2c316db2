package io.portcullis.proxy.quota;

import java.time.Instant;

/**
 * How much of something a window has.
 *
 * @param most at least 1
 */
public record Limit(Measure measure, Window window, long most) {
  public Limit {
    if (most < 1) {
      throw new IllegalArgumentException("'most' must be at least 1, got '%d'".formatted(most));
    }
  }

  /** What it limits at that time. */
  Counter counter(Instant now) {
    return Counter.at(measure, window, now);
  }
}
