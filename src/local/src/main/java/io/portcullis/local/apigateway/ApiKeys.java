package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API keys of an account. Whether one works can change at any time, and counts at once. */
public final class ApiKeys {
  private final Map<String, State> states = new LinkedHashMap<>();
  private final InstantSource clock;

  /**
   * A key as it is now.
   *
   * @param enabled whether it works
   */
  public record State(ApiKey key, boolean enabled, Instant created, Instant updated) {}

  private ApiKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** The keys of the template, as it says. */
  static ApiKeys of(Environment environment, InstantSource clock) {
    var keys = new ApiKeys(clock);
    var now = clock.instant();
    for (var resource : environment.resources("AWS::ApiGateway::ApiKey")) {
      var key = ApiKey.of(resource);
      keys.states.put(key.id(), new State(key, key.enabled(), now, now));
    }
    return keys;
  }

  /** In the order of the template. */
  public synchronized List<State> all() {
    return List.copyOf(states.values());
  }

  public synchronized Optional<State> find(String id) {
    return Optional.ofNullable(states.get(id));
  }

  /** Lets a key work, or not, from the next call on. */
  public synchronized void enable(String id, boolean enabled) {
    states.computeIfPresent(
        id, (same, state) -> new State(state.key(), enabled, state.created(), clock.instant()));
  }
}
