package io.portcullis.test.rotation;

import io.portcullis.local.LocalFrontDoor;
import java.util.concurrent.atomic.AtomicLong;

/** Looks all the while whether the secret has a current token that Hugging Face accepts. */
final class CurrentToken implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;

  private final LocalFrontDoor door;
  private final SecretVersions versions;
  private final String secret;
  private final AtomicLong looks = new AtomicLong();
  private final AtomicLong missing = new AtomicLong();
  private final Thread thread = new Thread(this::run, "current-token");
  private volatile boolean over;

  private CurrentToken(LocalFrontDoor door, SecretVersions versions) {
    this.door = door;
    this.versions = versions;
    this.secret = door.token().orElseThrow().secret();
    thread.setDaemon(true);
  }

  static CurrentToken watch(LocalFrontDoor door, SecretVersions versions) {
    var current = new CurrentToken(door, versions);
    current.thread.start();
    return current;
  }

  private void run() {
    try {
      while (!over) {
        if (!works()) {
          missing.incrementAndGet();
        }
        looks.incrementAndGet();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One that ended after it was looked up, because another is current now, is no fault. */
  private boolean works() {
    var version = version();
    while (!door.standIn().tokens().isAlive(versions.of(version))) {
      var now = version();
      if (now.equals(version)) {
        return false;
      }
      version = now;
    }
    return true;
  }

  private String version() {
    return door.secrets().versionLabelled(secret, "AWSCURRENT").orElseThrow();
  }

  /** How often it was looked for. */
  long looks() {
    return looks.get();
  }

  /** How often there was none. */
  long missing() {
    return missing.get();
  }

  @Override
  public void close() {
    over = true;
  }
}
