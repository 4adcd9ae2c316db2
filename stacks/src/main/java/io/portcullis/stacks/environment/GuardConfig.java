package io.portcullis.stacks.environment;

import java.time.Duration;

/**
 * What protects the endpoint of an environment from storms of calls.
 *
 * @param scaleUpTimeout time that a call waits for an endpoint that is starting; zero does not wait
 * @param duplicates how often a customer may send the same request
 * @param breaker when calls are refused at once because the endpoint fails
 * @param idempotency time that an {@code Idempotency-Key} is remembered, up to a week; zero ignores
 *     the header
 */
public record GuardConfig(
    Duration scaleUpTimeout,
    DuplicatesConfig duplicates,
    BreakerConfig breaker,
    Duration idempotency) {
  public GuardConfig {
    Rule.requireSeconds("scaleUpTimeout", scaleUpTimeout, Duration.ZERO, Duration.ofSeconds(119));
    Rule.requireSeconds("idempotency", idempotency, Duration.ZERO, Duration.ofDays(7));
  }

  /**
   * When the same request of a customer is refused.
   *
   * @param limit identical requests in the window; 0 admits any number
   * @param window up to an hour
   */
  public record DuplicatesConfig(int limit, Duration window) {
    public DuplicatesConfig {
      Rule.requireWithin("limit", limit, 0, 10_000);
      Rule.requireSeconds("window", window, Duration.ofSeconds(1), Duration.ofHours(1));
    }
  }

  /**
   * When calls are refused at once.
   *
   * @param failures of the endpoint, in 30 seconds; 0 never refuses
   * @param open for how long, the first time; up to 5 minutes
   */
  public record BreakerConfig(int failures, Duration open) {
    public BreakerConfig {
      Rule.requireWithin("failures", failures, 0, 10_000);
      Rule.requireSeconds("open", open, Duration.ofSeconds(1), Duration.ofMinutes(5));
    }
  }
}
