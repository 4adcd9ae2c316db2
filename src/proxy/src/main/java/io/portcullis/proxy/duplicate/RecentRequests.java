package io.portcullis.proxy.duplicate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest requests, as far as this process knows of them: which are refused and until when, and
 * how many passed. Small, because it holds a fingerprint and numbers of each.
 */
final class RecentRequests {
  private static final int MOST = 1000;

  private record Recent(long window, long passed, Instant refusedUntil) {}

  private static final Recent NONE = new Recent(Long.MIN_VALUE, 0, Instant.MIN);

  private final Map<String, Recent> byId =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recent> eldest) {
          return size() > MOST;
        }
      };

  /**
   * How long a request is certainly refused.
   *
   * @param longest beyond which a refusal is one of before the clock was set back
   */
  synchronized Optional<Duration> refusal(String id, Instant now, Duration longest) {
    var until = recent(id).refusedUntil();
    return until.isAfter(now) && !until.isAfter(now.plus(longest))
        ? Optional.of(Duration.between(now, until))
        : Optional.empty();
  }

  synchronized void refused(String id, Instant until) {
    var recent = recent(id);
    byId.put(id, new Recent(recent.window(), recent.passed(), until));
  }

  /** So many passed in a window, this one included. */
  synchronized void passed(String id, long window, long count) {
    byId.put(id, new Recent(window, count, recent(id).refusedUntil()));
  }

  /** How many passed in a window with this one, as far as this process alone can tell. */
  synchronized long passedWithThisOne(String id, long window) {
    var recent = recent(id);
    var passed = recent.window() == window ? recent.passed() + 1 : 1;
    passed(id, window, passed);
    return passed;
  }

  synchronized int size() {
    return byId.size();
  }

  private Recent recent(String id) {
    return byId.getOrDefault(id, NONE);
  }
}
