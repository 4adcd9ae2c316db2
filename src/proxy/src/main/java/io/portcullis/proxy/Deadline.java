package io.portcullis.proxy;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * The time that is left for a request: until its total timeout, or until Lambda ends the function
 * without an answer. Every wait for something derives from it.
 */
final class Deadline {
  // For the answer and the log line; an answer of the largest size is written in a fraction of it.
  private static final int MARGIN_MILLIS = 500;

  private final long end;
  private final IntSupplier millisLeft;

  private Deadline(long end, IntSupplier millisLeft) {
    this.end = end;
    this.millisLeft = millisLeft;
  }

  /**
   * A deadline for a request that has just come in.
   *
   * @param total the time that it may take
   * @param millisLeft the time until Lambda ends the function
   */
  static Deadline of(Duration total, IntSupplier millisLeft) {
    return new Deadline(System.nanoTime() + total.toNanos(), millisLeft);
  }

  /** The time left now, never negative. */
  Duration left() {
    var ofRequest = Duration.ofNanos(end - System.nanoTime());
    var ofFunction = Duration.ofMillis((long) millisLeft.getAsInt() - MARGIN_MILLIS);
    var left = ofRequest.compareTo(ofFunction) < 0 ? ofRequest : ofFunction;
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The same, or a shorter time. */
  Duration leftAtMost(Duration wait) {
    var left = left();
    return left.compareTo(wait) < 0 ? left : wait;
  }

  boolean isOver() {
    return left().isZero();
  }
}
