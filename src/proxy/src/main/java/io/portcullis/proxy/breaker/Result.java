package io.portcullis.proxy.breaker;

import io.portcullis.proxy.outcome.Outcome;

/** What a call tells of the endpoint's health. */
public enum Result {
  /** It answers: well, or with a 4xx that is the caller's own mistake. */
  WORKED,
  /**
   * It fails: no connection, no TLS, a 5xx that is not warming, a connection that breaks off, an
   * answer that does not begin in time or is none.
   */
  FAILED,
  /** Nothing: it was not asked, or is starting. */
  NOTHING;

  public static Result of(Outcome outcome) {
    if (outcome == Outcome.ANSWERED) {
      return WORKED;
    }
    return outcome.isFault() ? FAILED : NOTHING;
  }
}
