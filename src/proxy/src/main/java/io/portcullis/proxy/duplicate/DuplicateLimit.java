package io.portcullis.proxy.duplicate;

import io.portcullis.proxy.environment.Variables;
import java.time.Duration;
import java.time.Instant;

/**
 * How many identical requests of a consumer may pass in a window.
 *
 * @param most {@code DUPLICATE_LIMIT}; 0: no limit
 * @param window {@code DUPLICATE_WINDOW_SECONDS}, from one multiple of it since the epoch to the
 *     next
 */
public record DuplicateLimit(int most, Duration window) {
  /** What the function's environment variables say. */
  public static DuplicateLimit of(Variables variables) {
    return new DuplicateLimit(
        variables.wholeNumber("DUPLICATE_LIMIT", 0, 1_000_000),
        Duration.ofSeconds(variables.wholeNumber("DUPLICATE_WINDOW_SECONDS", 1, 3600)));
  }

  boolean isOff() {
    return most == 0;
  }

  /** Which window a time is in. */
  long index(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), window.toMillis());
  }

  Instant end(long index) {
    return Instant.ofEpochMilli((index + 1) * window.toMillis());
  }
}
