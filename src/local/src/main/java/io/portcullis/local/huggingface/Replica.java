package io.portcullis.local.huggingface;

import java.time.Duration;

/**
 * The one replica of an endpoint that scales from zero ("Autoscaling",
 * huggingface.co/docs/inference-endpoints): a call starts it, and it stays.
 */
final class Replica {
  private Duration startTime = Duration.ofSeconds(20);
  private boolean started;
  private long readyAt;

  /** Takes the replica away; the next call starts it, which takes that long. */
  synchronized void sleep(Duration toStart) {
    startTime = toStart;
    started = false;
    notifyAll();
  }

  /** Has it there at once. */
  synchronized void wake() {
    startTime = Duration.ZERO;
    started = true;
    readyAt = System.nanoTime();
    notifyAll();
  }

  /** Waits for it; returns whether it is there. */
  synchronized boolean await(Duration timeout) throws InterruptedException {
    var end = System.nanoTime() + timeout.toNanos();
    while (untilReady() > 0) {
      var wait = Math.min(untilReady(), end - System.nanoTime());
      if (wait <= 0) {
        return false;
      }
      // Rounded up: a wait of 0 ms would have no end.
      wait(wait / 1_000_000 + 1);
    }
    return true;
  }

  private long untilReady() {
    if (!started) {
      started = true;
      readyAt = System.nanoTime() + startTime.toNanos();
    }
    return readyAt - System.nanoTime();
  }
}
