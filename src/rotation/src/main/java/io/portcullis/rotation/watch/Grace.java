package io.portcullis.rotation.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a replaced token lives at least, seen from one moment.
 *
 * @param length longer than anybody keeps a token or uses it for one call
 */
record Grace(Duration length, Instant now) {

  /** For whoever cannot wait. */
  static Grace none() {
    return new Grace(Duration.ZERO, Instant.MAX);
  }

  boolean isOver(Instant since) {
    return !since.isAfter(now.minus(length));
  }

  boolean isTwiceOver(Instant since) {
    return !since.isAfter(now.minus(length).minus(length));
  }
}
