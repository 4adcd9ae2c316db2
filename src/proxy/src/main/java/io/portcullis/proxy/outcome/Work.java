package io.portcullis.proxy.outcome;

/** What the endpoint did for a request, as far as anybody can know. */
public enum Work {
  /** Certainly nothing. */
  NONE,
  DONE,
  /** All of it, a part, or nothing. */
  UNKNOWN
}
