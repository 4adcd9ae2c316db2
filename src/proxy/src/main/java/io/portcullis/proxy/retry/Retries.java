package io.portcullis.proxy.retry;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * Makes calls of the endpoint once more where that is fast, safe and rare.
 *
 * <p>Once in a request: clients try again themselves, most of them twice, and each try of theirs
 * would be multiplied by ours. A fault that is over in a moment is over at the second call; another
 * one is the breaker's.
 */
public final class Retries {
  /** Of one wait; full jitter, so that those who failed together do not come back together. */
  private static final Duration LONGEST_JITTER = Duration.ofMillis(200);

  private final RetryBudget budget = new RetryBudget();
  private final Sleeper sleeper;
  private final RandomGenerator random;

  /**
   * Retries of an execution environment that has made no call yet.
   *
   * @param random not the same in two environments that one snapshot became: {@link
   *     java.security.SecureRandom} ("Handling uniqueness with Lambda SnapStart")
   */
  public Retries(Sleeper sleeper, RandomGenerator random) {
    this.sleeper = sleeper;
    this.random = random;
  }

  /** Counts the first attempt of a request, which is about to be made. */
  public OfRequest begin() {
    budget.earn();
    return new OfRequest();
  }

  /** What one request may still do. */
  public final class OfRequest {
    private final AtomicBoolean retried = new AtomicBoolean();

    private OfRequest() {}

    /**
     * Whether its call, which failed fast and without effect, is made once more; returns when it is
     * time.
     *
     * @param retryAfter how long the endpoint asks to wait
     */
    public RetryDecision next(Optional<Duration> retryAfter, Deadline deadline) {
      if (retried.get()) {
        return RetryDecision.MADE;
      }
      var jitter = jitter();
      var wait = retryAfter.filter(asked -> asked.compareTo(jitter) > 0).orElse(jitter);
      if (wait.compareTo(deadline.left()) >= 0) {
        return RetryDecision.NO_TIME;
      }
      if (!budget.spend()) {
        return RetryDecision.NO_BUDGET;
      }
      retried.set(true);
      return sleeper.sleep(wait) ? RetryDecision.RETRY : RetryDecision.NO_TIME;
    }
  }

  private Duration jitter() {
    return Duration.ofMillis(random.nextLong(LONGEST_JITTER.toMillis() + 1));
  }
}
