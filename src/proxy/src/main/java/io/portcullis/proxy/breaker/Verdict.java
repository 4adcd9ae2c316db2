package io.portcullis.proxy.breaker;

import io.portcullis.proxy.deadline.WholeSeconds;
import java.time.Duration;
import java.util.Locale;

/** Whether the endpoint may be called. */
public sealed interface Verdict {
  /** What the log calls it. */
  Mode mode();

  /** What a request met. */
  enum Mode {
    CLOSED,
    OPEN,
    PROBE,
    /** Closed, as far as this process knows without the table. */
    ALONE,
    OFF;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * It may.
   *
   * @param ticket to be told what came of it
   */
  record Pass(Mode mode, Ticket ticket) implements Verdict {}

  /**
   * It may not.
   *
   * @param retryAfter whole seconds
   */
  record Open(Duration retryAfter) implements Verdict {
    public Open {
      retryAfter = WholeSeconds.of(retryAfter);
    }

    @Override
    public Mode mode() {
      return Mode.OPEN;
    }
  }

  /** One call of the endpoint. */
  @FunctionalInterface
  interface Ticket {
    /**
     * Tells what came of it, as soon as that is known: of a stream, with its first event. Only the
     * first time counts.
     *
     * @return whether this opened the breaker, or opened it again
     */
    boolean report(Result result);
  }
}
