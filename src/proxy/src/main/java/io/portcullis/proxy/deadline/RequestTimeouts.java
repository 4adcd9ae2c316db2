package io.portcullis.proxy.deadline;

import io.portcullis.proxy.environment.Variables;
import java.time.Duration;

/**
 * How long a request waits for the endpoint; the function's own timeout may end it earlier.
 *
 * @param firstByte {@code FIRST_BYTE_TIMEOUT_MILLIS}, until the endpoint begins to answer; of an
 *     answer that is not streamed, the model then has all of it
 * @param idle {@code IDLE_TIMEOUT_MILLIS}, between two parts of a stream
 * @param total {@code TOTAL_TIMEOUT_MILLIS}, until the answer is whole
 * @param scaleUp {@code SCALE_UP_TIMEOUT_SECONDS}, until an endpoint that is starting has a
 *     replica; none if 0
 */
public record RequestTimeouts(Duration firstByte, Duration idle, Duration total, Duration scaleUp) {
  /** Lambda's longest timeout. */
  private static final int MOST_MILLIS = 900_000;

  public static RequestTimeouts of(Variables variables) {
    return new RequestTimeouts(
        millis(variables, "FIRST_BYTE_TIMEOUT_MILLIS"),
        millis(variables, "IDLE_TIMEOUT_MILLIS"),
        millis(variables, "TOTAL_TIMEOUT_MILLIS"),
        Duration.ofSeconds(
            variables.wholeNumber("SCALE_UP_TIMEOUT_SECONDS", 0, MOST_MILLIS / 1000)));
  }

  private static Duration millis(Variables variables, String name) {
    return Duration.ofMillis(variables.wholeNumber(name, 1, MOST_MILLIS));
  }
}
