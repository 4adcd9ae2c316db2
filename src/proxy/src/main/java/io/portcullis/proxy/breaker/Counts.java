package io.portcullis.proxy.breaker;

/** Results of calls. */
record Counts(long failures, long successes) {
  static final Counts NONE = new Counts(0, 0);

  Counts plus(Counts other) {
    return new Counts(failures + other.failures, successes + other.successes);
  }
}
