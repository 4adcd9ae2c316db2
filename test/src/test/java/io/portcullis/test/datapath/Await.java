package io.portcullis.test.datapath;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waits for what happens by itself. */
final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  static void until(Callable<Boolean> condition) throws Exception {
    present(() -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  static <T> T present(Callable<Optional<T>> value) throws Exception {
    var end = Instant.now().plus(LONGEST);
    while (Instant.now().isBefore(end)) {
      var found = value.call();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new AssertionError("nothing came in %s".formatted(LONGEST));
  }
}
