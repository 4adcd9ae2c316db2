package io.portcullis.constructs.proxy;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Tokenization;

/**
 * How often a customer may send the same request, before it is taken for a client in a loop.
 *
 * @param limit identical requests in the window, from 1 to 10,000; 0 admits any number
 * @param window whole seconds from 1 second to 1 hour
 */
public record DuplicateGuard(Number limit, Duration window) {
  public DuplicateGuard {
    Numbers.requireWhole("limit", limit, 0, 10_000);
    Numbers.requireSeconds("window", window, 1, 3_600);
  }

  /** One that admits any number. */
  public static DuplicateGuard off() {
    return new DuplicateGuard(0, Duration.minutes(1));
  }

  Map<String, String> environment() {
    return Map.of(
        "DUPLICATE_LIMIT", Tokenization.stringifyNumber(limit),
        "DUPLICATE_WINDOW_SECONDS", Tokenization.stringifyNumber(window.toSeconds()));
  }
}
