package io.portcullis.proxy.retry;

/** Whether a call is made once more. */
public enum RetryDecision {
  /** It is, now: what had to be waited for is over. */
  RETRY,
  /** It was made once more already. */
  MADE,
  /** It would have been, but too many others were. */
  NO_BUDGET,
  /** The wait before it is longer than the client's time. */
  NO_TIME
}
