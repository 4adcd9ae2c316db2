package io.portcullis.proxy.deadline;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * The time that is left for a request: until its total timeout, or until Lambda ends the function
 * without an answer. Every wait for something derives from it.
 */
public final class Deadline {
  // For the answer and the log line; an answer of the largest size is written in a fraction of it.
  private static final int MARGIN_MILLIS = 500;

  private static final Duration LEAST_TO_TELL = Duration.ofMillis(MARGIN_MILLIS - 100);

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
  public static Deadline of(Duration total, IntSupplier millisLeft) {
    return new Deadline(System.nanoTime() + total.toNanos(), millisLeft);
  }

  /** The time left now, never negative. */
  public Duration left() {
    var ofRequest = Duration.ofNanos(end - System.nanoTime());
    var ofFunction = Duration.ofMillis((long) millisLeft.getAsInt() - MARGIN_MILLIS);
    var left = ofRequest.compareTo(ofFunction) < 0 ? ofRequest : ofFunction;
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The same, or a shorter time. */
  public Duration leftAtMost(Duration wait) {
    var left = left();
    return left.compareTo(wait) < 0 ? left : wait;
  }

  /**
   * The same, but never nothing: for what has to be told after the end, out of the time that is
   * kept for the answer.
   */
  public Duration leftToTell(Duration wait) {
    var left = leftAtMost(wait);
    return left.compareTo(LEAST_TO_TELL) < 0 ? LEAST_TO_TELL : left;
  }

  public boolean isOver() {
    return left().isZero();
  }
}
