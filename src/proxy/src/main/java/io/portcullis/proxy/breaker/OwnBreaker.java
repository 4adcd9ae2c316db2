package io.portcullis.proxy.breaker;

import io.portcullis.proxy.breaker.SharedBreaker.Stored;

/** The state of a process that works alone. */
final class OwnBreaker {
  private BreakerState state = BreakerState.NEW;

  /** Goes on from what was known last. */
  void begin(BreakerState known) {
    state = known;
  }

  /** The results of a process that works alone are all that count. */
  Stored report(long generation, Counts results) {
    return new Stored(state, generation == state.generation(), results);
  }

  Stored change(BreakerState next) {
    var follows = next.generation() == state.generation() + 1;
    if (follows) {
      state = next;
    }
    return new Stored(state, follows, Counts.NONE);
  }
}
