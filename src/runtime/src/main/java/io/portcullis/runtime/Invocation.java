package io.portcullis.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One event and what Lambda says of it.
 *
 * @param event as it came, JSON
 * @param deadline when Lambda ends the function
 */
public record Invocation(String requestId, String functionArn, Instant deadline, byte[] event) {

  /** The time until the deadline, never negative. */
  public Duration remaining(InstantSource clock) {
    var left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Without the event. */
  @Override
  public String toString() {
    return "Invocation[%s]".formatted(requestId);
  }
}
