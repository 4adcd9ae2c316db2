package io.portcullis.proxy.deadline;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Sleeper {
  /** Waits, unless the thread is to end. */
  boolean sleep(Duration time);

  static Sleeper ofThread() {
    return time -> {
      try {
        Thread.sleep(time.toMillis());
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
