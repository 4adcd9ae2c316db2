package io.portcullis.proxy.breaker;

import io.portcullis.proxy.environment.Variables;
import java.time.Duration;

/**
 * When the breaker opens, and for how long.
 *
 * @param failures {@code BREAKER_FAILURES}, in half a minute; 0: never
 * @param open {@code BREAKER_OPEN_SECONDS}, the first time; doubled each time that a probe fails
 * @param probe how long a probe may take until its result is told; after that another one is made
 */
public record BreakerSettings(int failures, Duration open, Duration probe) {
  /** Of being open, and the bound of what a wrong clock can do. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** What the function's environment variables say, beside the time that a probe may take. */
  public static BreakerSettings of(Variables variables, Duration probe) {
    return new BreakerSettings(
        variables.wholeNumber("BREAKER_FAILURES", 0, 1_000_000),
        Duration.ofSeconds(
            variables.wholeNumber("BREAKER_OPEN_SECONDS", 1, (int) LONGEST.toSeconds())),
        probe);
  }

  boolean isOff() {
    return failures == 0;
  }

  /** How long it is open after so many probes that failed. */
  Duration open(int failedProbes) {
    var doubled = open;
    for (var i = 0; i < failedProbes && doubled.compareTo(LONGEST) < 0; i++) {
      doubled = doubled.multipliedBy(2);
    }
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  Duration probeAtMost(Duration left) {
    var most = probe.compareTo(LONGEST) < 0 ? probe : LONGEST;
    return left.compareTo(most) < 0 ? left : most;
  }

  /**
   * Whether results are those of an endpoint that fails, and not of one that fails now and then.
   */
  boolean opensAt(Counts counts) {
    return counts.failures() >= failures && counts.failures() >= counts.successes();
  }
}
