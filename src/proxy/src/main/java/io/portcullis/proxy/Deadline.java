package io.portcullis.proxy;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.function.IntSupplier;

/** The time that is left for a request, before Lambda ends the function without an answer. */
final class Deadline {
  // For the answer and the log line; an answer of the largest size is written in a fraction of it.
  private static final int MARGIN_MILLIS = 500;

  private final IntSupplier millisLeft;

  private Deadline(IntSupplier millisLeft) {
    this.millisLeft = millisLeft;
  }

  static Deadline of(Context context) {
    return new Deadline(context::getRemainingTimeInMillis);
  }

  /** The time left now, never negative. */
  Duration left() {
    return Duration.ofMillis(Math.max(0, millisLeft.getAsInt() - MARGIN_MILLIS));
  }

  boolean isOver() {
    return left().isZero();
  }
}
