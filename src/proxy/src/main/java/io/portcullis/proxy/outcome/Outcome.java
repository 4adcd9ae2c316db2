package io.portcullis.proxy.outcome;

/** What one call of the endpoint came to, for whoever decides whether there is a next one. */
public enum Outcome {
  /** The endpoint works: it answered, or found the request wrong. */
  ANSWERED,
  /** No replica is ready yet. No fault: whoever waits gets one, and a breaker would not help. */
  WARMING,
  /** Nothing was done, and that was known within a second. A fault that is safe to repeat. */
  REFUSED_SAFE,
  /** It failed, and may have done the work nevertheless. A fault that is never repeated. */
  FAULT,
  /** It says nothing about the endpoint's health: token, load, a pause, the size of an answer. */
  OTHER;

  /** Whether it counts against the endpoint. */
  public boolean isFault() {
    return this == REFUSED_SAFE || this == FAULT;
  }

  /** Whether the same call may be made once more. */
  public boolean isRepeatable() {
    return this == REFUSED_SAFE;
  }
}
