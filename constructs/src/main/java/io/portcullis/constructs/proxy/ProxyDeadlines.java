package io.portcullis.constructs.proxy;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;

/**
 * How long a call may take, from the inside out; the function reads it from its environment.
 *
 * @param scaleUp until an endpoint that is starting takes it
 * @param firstByte until the endpoint begins to answer
 * @param idle between two parts of a stream
 * @param total until the answer is whole
 * @param function until Lambda ends the call
 */
record ProxyDeadlines(
    Duration scaleUp, Duration firstByte, Duration idle, Duration total, Duration function) {
  /** Lambda's own limit, "Lambda quotas". */
  private static final long LONGEST_MILLIS = 900_000;

  private static final long LONGEST_SCALE_UP_MILLIS = 60_000;
  private static final long LONGEST_FIRST_BYTE_MILLIS = 120_000;
  private static final long LONGEST_IDLE_MILLIS = 30_000;

  /** What one deadline leaves to the next. */
  private static final long MARGIN_MILLIS = 1_000;

  /** What the function takes in each mode unless told otherwise. */
  static Duration function(ResponseTransferMode mode) {
    return Duration.seconds(mode == ResponseTransferMode.STREAM ? 295 : 28);
  }

  /** Of the function's timeout, or of the default one where that is not known yet. */
  static Duration total(Duration function, ResponseTransferMode mode) {
    var known = function.isUnresolved() ? function(mode) : function;
    return before(known, LONGEST_MILLIS);
  }

  /** In whole seconds, which is how the function and the endpoint count it. */
  static Duration scaleUp(Duration firstByte) {
    return firstByte.isUnresolved()
        ? Duration.millis(LONGEST_SCALE_UP_MILLIS)
        : Duration.seconds(millis(before(firstByte, LONGEST_SCALE_UP_MILLIS)) / 1_000);
  }

  static Duration firstByte(Duration total) {
    return total.isUnresolved()
        ? Duration.millis(LONGEST_FIRST_BYTE_MILLIS)
        : before(total, LONGEST_FIRST_BYTE_MILLIS);
  }

  static Duration idle(Duration total) {
    return total.isUnresolved()
        ? Duration.millis(LONGEST_IDLE_MILLIS)
        : before(total, LONGEST_IDLE_MILLIS);
  }

  private static Duration before(Duration outer, long most) {
    var millis = millis(outer);
    return Duration.millis(Math.min(most, millis - Math.min(MARGIN_MILLIS, millis / 10)));
  }

  void require() {
    requireRange("timeout", function);
    requireRange("totalTimeout", total);
    requireRange("idleTimeout", idle);
    requireRange("firstByteTimeout", firstByte);
    Numbers.requireSeconds("scaleUpTimeout", scaleUp, 0, LONGEST_MILLIS / 1_000);
    requireOrder("totalTimeout", total, "timeout", function);
    requireOrder("idleTimeout", idle, "totalTimeout", total);
    requireOrder("firstByteTimeout", firstByte, "totalTimeout", total);
    requireOrder("scaleUpTimeout", scaleUp, "firstByteTimeout", firstByte);
  }

  Map<String, String> environment() {
    return Map.of(
        "SCALE_UP_TIMEOUT_SECONDS", Tokenization.stringifyNumber(scaleUp.toSeconds()),
        "FIRST_BYTE_TIMEOUT_MILLIS", Tokenization.stringifyNumber(firstByte.toMilliseconds()),
        "IDLE_TIMEOUT_MILLIS", Tokenization.stringifyNumber(idle.toMilliseconds()),
        "TOTAL_TIMEOUT_MILLIS", Tokenization.stringifyNumber(total.toMilliseconds()));
  }

  private static void requireRange(String property, Duration value) {
    requireNonNull(value, "'%s' is required".formatted(property));
    if (!value.isUnresolved() && (millis(value) < 1 || millis(value) > LONGEST_MILLIS)) {
      throw new IllegalArgumentException(
          "'%s' must be from 1 millisecond to 15 minutes, got '%s'"
              .formatted(property, value.toHumanString()));
    }
  }

  private static void requireOrder(
      String innerProperty, Duration inner, String outerProperty, Duration outer) {
    if (!inner.isUnresolved() && !outer.isUnresolved() && millis(inner) >= millis(outer)) {
      throw new IllegalArgumentException(
          "'%s' must be less than '%s', got '%s' and '%s'"
              .formatted(
                  innerProperty, outerProperty, inner.toHumanString(), outer.toHumanString()));
    }
  }

  private static long millis(Duration duration) {
    return duration.toMilliseconds().longValue();
  }
}
