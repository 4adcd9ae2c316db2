package io.portcullis.local.apigateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The results of one authorizer, by the values of its identity sources: nothing else tells two
 * callers apart.
 */
final class AuthorizerCache {
  private final Duration timeToLive;
  private final InstantSource clock;
  private final Map<List<String>, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(AuthorizerOutput output, Instant end) {}

  /**
   * An empty cache.
   *
   * @param timeToLive zero: keeps nothing
   */
  AuthorizerCache(Duration timeToLive, InstantSource clock) {
    this.timeToLive = timeToLive;
    this.clock = clock;
  }

  Optional<AuthorizerOutput> find(List<String> identity) {
    return Optional.ofNullable(entries.get(identity))
        .filter(entry -> clock.instant().isBefore(entry.end()))
        .map(Entry::output);
  }

  void put(List<String> identity, AuthorizerOutput output) {
    var now = clock.instant();
    entries.values().removeIf(entry -> !now.isBefore(entry.end()));
    if (!timeToLive.isZero()) {
      entries.put(identity, new Entry(output, now.plus(timeToLive)));
    }
  }
}
