package io.portcullis.aws;

import java.time.Duration;
import java.util.Random;

/** The pause before an attempt, with full jitter. */
final class Backoff {
  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 1000;

  private Backoff() {}

  /**
   * Waits before an attempt.
   *
   * @param repetition 1 for the first attempt after a failure
   * @param left time of the call
   * @return whether it has waited, and there is time for the attempt
   */
  static boolean pause(int repetition, Duration left) {
    // One that was seeded before a snapshot would have all who are restored from it wait alike.
    var pause = (long) (longestMillis(repetition) * new Random().nextDouble());
    if (pause >= left.toMillis()) {
      return false;
    }
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static long longestMillis(int repetition) {
    return Math.min(LONGEST_MILLIS, FIRST_MILLIS << repetition - 1);
  }
}
