package io.portcullis.proxy.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rule in memory: what is held and what was charged stay within each limit together. */
final class QuotaModel {
  /** How long a lease of a call of half a minute lasts, whatever the machine does meanwhile. */
  private static final Duration AT_LEAST = Duration.ofSeconds(30 + 60 - 5);

  private static final Duration AT_MOST = Duration.ofSeconds(30 + 60 + 2);

  /**
   * A call that was granted, or may have been.
   *
   * @param lease of a process that still lives
   * @param taken on the clock of its process
   */
  record Call(Lease lease, Instant taken, Demand demand) {
    boolean mayHaveExpired(Instant latest) {
      return latest.isAfter(taken.plus(AT_LEAST));
    }

    private boolean hasExpired(Instant now) {
      return now.isAfter(taken.plus(AT_MOST));
    }

    private long in(Counter counter) {
      if (!counter.equals(Counter.at(counter.measure(), counter.window(), taken))) {
        return 0;
      }
      return counter.measure() == Measure.REQUESTS
          ? 1
          : demand.inputTokens() + demand.outputTokens();
    }
  }

  /** Granted, and neither settled nor killed. */
  final List<Call> open = new ArrayList<>();

  /** Nobody will settle them: their process was killed, or does not know that they are there. */
  final List<Call> leaked = new ArrayList<>();

  private final Map<Counter, Long> charged = new HashMap<>();

  void charge(Call call, long requests, long tokens) {
    for (var window : Window.values()) {
      charged.merge(Counter.at(Measure.REQUESTS, window, call.taken()), requests, Long::sum);
      charged.merge(Counter.at(Measure.TOKENS, window, call.taken()), tokens, Long::sum);
    }
  }

  long charged(Counter counter) {
    return charged.getOrDefault(counter, 0L);
  }

  /** What surely is used: leaked calls may never have been there. */
  long atLeast(Counter counter, Instant latest) {
    return charged(counter)
        + open.stream()
            .filter(call -> !call.mayHaveExpired(latest))
            .mapToLong(call -> call.in(counter))
            .sum();
  }

  /** What may be used, on a clock. */
  long atMost(Counter counter, Instant now) {
    return charged(counter)
        + Stream.of(open, leaked)
            .flatMap(List::stream)
            .filter(call -> !call.hasExpired(now))
            .mapToLong(call -> call.in(counter))
            .sum();
  }
}
