package io.portcullis.proxy.retry;

/**
 * How many calls may be made once more: one for ten first attempts, in an execution environment of
 * its own. It is empty at first and holds little, so that at no moment more than ten percent of the
 * calls until then were retries, however an endpoint fails.
 */
final class RetryBudget {
  private static final int FIRST_ATTEMPTS_OF_A_RETRY = 10;

  /** An hour without failures must not pay for a minute in which each call is made twice. */
  private static final int MOST = 10 * FIRST_ATTEMPTS_OF_A_RETRY;

  private int earned;

  synchronized void earn() {
    earned = Math.min(earned + 1, MOST);
  }

  synchronized boolean spend() {
    if (earned < FIRST_ATTEMPTS_OF_A_RETRY) {
      return false;
    }
    earned -= FIRST_ATTEMPTS_OF_A_RETRY;
    return true;
  }
}
