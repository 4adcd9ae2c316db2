package io.portcullis.proxy.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a breaker knows. Each change makes a new generation, and is made only of the generation that
 * it was decided by: so that of many processes one makes it, and a result that comes too late makes
 * none.
 *
 * @param generation how many changes there were
 * @param failedProbes since it was closed
 * @param openUntil when the endpoint may be probed; absent: closed
 * @param probeUntil until when nobody else may probe it
 */
record BreakerState(
    long generation, int failedProbes, Optional<Instant> openUntil, Optional<Instant> probeUntil) {
  static final BreakerState NEW = new BreakerState(0, 0, Optional.empty(), Optional.empty());

  /** What it means now. */
  enum Phase {
    CLOSED,
    OPEN,
    /** Open for long enough: one call may find out. */
    DUE,
    PROBED
  }

  Phase phase(Instant now) {
    if (openUntil.isEmpty()) {
      return Phase.CLOSED;
    }
    if (isAhead(openUntil, now)) {
      return Phase.OPEN;
    }
    return isAhead(probeUntil, now) ? Phase.PROBED : Phase.DUE;
  }

  /** Of a time further ahead than any can be, a clock was wrong: it must not count. */
  private static boolean isAhead(Optional<Instant> time, Instant now) {
    return time.filter(t -> t.isAfter(now) && !t.isAfter(now.plus(BreakerSettings.LONGEST)))
        .isPresent();
  }

  /** The wait until it may be other; longer than the first opening there is no need to wait. */
  Duration rest(Instant now, BreakerSettings settings) {
    if (phase(now) == Phase.OPEN) {
      return Duration.between(now, openUntil.orElseThrow());
    }
    var rest = probeUntil.map(end -> Duration.between(now, end)).orElse(settings.open());
    return rest.compareTo(settings.open()) < 0 ? rest : settings.open();
  }

  BreakerState opened(Instant now, BreakerSettings settings) {
    return next(0, Optional.of(now.plus(settings.open(0))), Optional.empty());
  }

  BreakerState probed(Instant until) {
    return next(failedProbes, openUntil, Optional.of(until));
  }

  /** What a probe made of it. */
  BreakerState after(Result probe, Instant now, BreakerSettings settings) {
    return switch (probe) {
      case WORKED -> next(0, Optional.empty(), Optional.empty());
      case FAILED ->
          next(
              failedProbes + 1,
              Optional.of(now.plus(settings.open(failedProbes + 1))),
              Optional.empty());
      case NOTHING -> next(failedProbes, openUntil, Optional.empty());
    };
  }

  private BreakerState next(
      int failedProbes, Optional<Instant> openUntil, Optional<Instant> probeUntil) {
    return new BreakerState(generation + 1, failedProbes, openUntil, probeUntil);
  }
}
