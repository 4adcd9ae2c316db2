package io.portcullis.proxy.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Results of this process in the last half a minute, from its first failure on, in parts of ten
 * seconds by the time of day: a process that Lambda froze, or that one snapshot became hours later,
 * finds none.
 *
 * <p>What worked before the first failure says nothing of an endpoint that has just failed: it
 * would keep the breaker closed the longer, the more calls there were.
 */
final class OwnResults {
  static final Duration PART = Duration.ofSeconds(10);
  static final int PARTS = 3;

  private final Map<Long, Counts> all = new TreeMap<>();
  private final Map<Long, Counts> unreported = new TreeMap<>();

  static long part(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), PART.toSeconds());
  }

  static boolean isRecent(long part, Instant now) {
    var current = part(now);
    return part > current - PARTS && part <= current;
  }

  void add(Counts result, Instant now) {
    forgetOld(now);
    if (result.failures() == 0 && recent(now).failures() == 0) {
      return;
    }
    all.merge(part(now), result, Counts::plus);
    unreported.merge(part(now), result, Counts::plus);
  }

  Counts recent(Instant now) {
    forgetOld(now);
    return all.values().stream().reduce(Counts.NONE, Counts::plus);
  }

  /** What the fleet was not told yet, by part; it now is. */
  Map<Long, Counts> report(Instant now) {
    forgetOld(now);
    var report = Map.copyOf(unreported);
    unreported.clear();
    return report;
  }

  void clear() {
    all.clear();
    unreported.clear();
  }

  private void forgetOld(Instant now) {
    all.keySet().removeIf(part -> !isRecent(part, now));
    unreported.keySet().removeIf(part -> !isRecent(part, now));
  }
}
