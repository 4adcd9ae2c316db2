package io.portcullis.proxy.bodylog;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Where sampled bodies go. */
public interface BodyLog {
  /** Writes one event that is redacted already, once, in the given time at most. */
  Outcome write(Instant time, String message, Duration timeout);

  /** What became of an event. */
  enum Outcome {
    WRITTEN,
    /** The log does not take it. */
    REFUSED,
    /** Nothing is known. */
    UNAVAILABLE;

    /** The word in the line of the request. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
