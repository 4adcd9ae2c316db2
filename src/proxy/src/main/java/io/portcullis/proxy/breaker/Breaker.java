package io.portcullis.proxy.breaker;

import io.portcullis.proxy.breaker.SharedBreaker.Stored;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps calls from an endpoint that fails again and again, for all processes together, and lets one
 * of them find out whether it works again.
 *
 * <p>While the endpoint works nothing is written; a process reads the state at most once a second.
 * While the table is away it follows the same rules with what it knows itself.
 */
public final class Breaker {
  /** A healthy table answers in milliseconds; in a new process, with a connection to be made. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** How old what is known may be. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final BreakerSettings settings;
  private final InstantSource clock;
  private final OwnResults results = new OwnResults();
  private final SharedBreaker shared;
  private final OwnBreaker own = new OwnBreaker();

  private BreakerState known = BreakerState.NEW;
  private Instant readAt = Instant.MIN;
  private boolean alone;

  /**
   * A breaker that has read nothing yet.
   *
   * @param clock the time of day: a snapshot keeps no other
   */
  public Breaker(BreakerSettings settings, Table table, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.shared = new SharedBreaker(table);
  }

  /** Reads the state if it is due: may be called while other things are waited for. */
  public synchronized void refresh(Deadline deadline) {
    var now = clock.instant();
    if (settings.isOff() || isFresh(now)) {
      return;
    }
    var read = shared.read(now, deadline.leftAtMost(WAIT));
    heard(read, now).ifPresent(stored -> learn(stored.state()));
    readAt = now;
  }

  /** Whether the endpoint may be called now. */
  public synchronized Verdict ask(Deadline deadline) {
    if (settings.isOff()) {
      return new Verdict.Pass(Verdict.Mode.OFF, result -> false);
    }
    refresh(deadline);
    var now = clock.instant();
    return switch (known.phase(now)) {
      case CLOSED -> {
        var generation = known.generation();
        yield new Verdict.Pass(
            alone ? Verdict.Mode.ALONE : Verdict.Mode.CLOSED,
            once(result -> called(generation, result, deadline)));
      }
      case OPEN, PROBED -> new Verdict.Open(known.rest(now, settings));
      case DUE -> probe(now, deadline);
    };
  }

  private Verdict probe(Instant now, Deadline deadline) {
    var probe = known.probed(now.plus(settings.probeAtMost(deadline.left())));
    var forFleet = !alone;
    var stored =
        forFleet
            ? heard(shared.change(probe, now, deadline.leftAtMost(WAIT)), now)
            : Optional.of(own.change(probe));
    if (stored.isEmpty()) {
      // Whether the probe is this process's is not known; if it is, its lease ends by itself.
      return new Verdict.Open(FRESH);
    }
    learn(stored.get().state());
    return stored.get().changed()
        ? new Verdict.Pass(
            Verdict.Mode.PROBE, once(result -> probed(forFleet, probe, result, deadline)))
        : new Verdict.Open(known.rest(now, settings));
  }

  /** A result of another generation says nothing of this one. */
  private synchronized boolean called(long generation, Result result, Deadline deadline) {
    if (result == Result.NOTHING || generation != known.generation()) {
      return false;
    }
    var now = clock.instant();
    results.add(result == Result.FAILED ? new Counts(1, 0) : new Counts(0, 1), now);
    return result == Result.FAILED && failed(generation, now, deadline.leftToTell(WAIT));
  }

  private boolean failed(long generation, Instant now, Duration timeout) {
    var told =
        alone
            ? Optional.<Stored>empty()
            : heard(shared.report(generation, results.report(now), now, timeout), now);
    var stored = told.orElseGet(() -> own.report(generation, results.recent(now)));
    learn(stored.state());
    return stored.changed()
        && settings.opensAt(stored.counts())
        && change(!alone, known.opened(now, settings), now, timeout);
  }

  /** Of a probe that the table knows, the table is told even if it was away meanwhile. */
  private synchronized boolean probed(
      boolean forFleet, BreakerState probe, Result result, Deadline deadline) {
    var now = clock.instant();
    if (!forFleet && !alone) {
      return false;
    }
    var next = probe.after(result, now, settings);
    return change(forFleet, next, now, deadline.leftToTell(WAIT)) && result == Result.FAILED;
  }

  private boolean change(boolean forFleet, BreakerState next, Instant now, Duration timeout) {
    var told = forFleet ? heard(shared.change(next, now, timeout), now) : Optional.<Stored>empty();
    var stored = told.orElseGet(() -> own.change(next));
    learn(stored.state());
    return stored.changed();
  }

  /** Notes whether the table is there. */
  private Optional<Stored> heard(Optional<Stored> reply, Instant now) {
    if (reply.isPresent()) {
      alone = false;
      readAt = now;
    } else {
      workAlone();
    }
    return reply;
  }

  private void workAlone() {
    if (!alone) {
      alone = true;
      own.begin(known);
    }
  }

  private void learn(BreakerState state) {
    if (state.generation() != known.generation()) {
      results.clear();
    }
    known = state;
  }

  /** A clock that was set back makes what is known old, not eternal. */
  private boolean isFresh(Instant now) {
    if (readAt.equals(Instant.MIN)) {
      return false;
    }
    var age = Duration.between(readAt, now);
    return !age.isNegative() && age.compareTo(FRESH) < 0;
  }

  private static Verdict.Ticket once(Verdict.Ticket ticket) {
    var told = new AtomicBoolean();
    return result -> told.compareAndSet(false, true) && ticket.report(result);
  }
}
