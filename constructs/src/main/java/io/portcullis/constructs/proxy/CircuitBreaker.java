package io.portcullis.constructs.proxy;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Tokenization;

/**
 * When calls are refused at once, because the endpoint fails.
 *
 * @param failures failures in 30 seconds that open the breaker, from 1 to 10,000; 0 never opens it
 * @param open how long it stays open the first time, in whole seconds from 1 second to 5 minutes;
 *     each time that the endpoint fails again it is twice as long, up to 5 minutes
 */
public record CircuitBreaker(Number failures, Duration open) {
  public CircuitBreaker {
    Numbers.requireWhole("failures", failures, 0, 10_000);
    Numbers.requireSeconds("open", open, 1, 300);
  }

  /** One that never opens. */
  public static CircuitBreaker off() {
    return new CircuitBreaker(0, Duration.seconds(15));
  }

  Map<String, String> environment() {
    return Map.of(
        "BREAKER_FAILURES", Tokenization.stringifyNumber(failures),
        "BREAKER_OPEN_SECONDS", Tokenization.stringifyNumber(open.toSeconds()));
  }
}
