package io.portcullis.proxy.deadline;

import java.time.Duration;

/** Waits as the header {@code Retry-After} tells them. */
public final class WholeSeconds {
  private WholeSeconds() {}

  /** The next longer one, from one second. */
  public static Duration of(Duration wait) {
    var seconds = (wait.toMillis() + 999) / 1000;
    return Duration.ofSeconds(Math.max(seconds, 1));
  }
}
