package io.portcullis.proxy.token;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The token in memory, for any number of threads. Empty until the first request, so that a snapshot
 * of the function holds no token; only a token is kept, so that the first one is used at once.
 */
public final class TokenCache {
  private record Entry(AccessToken token, Instant readAt) {}

  private final TokenSecret secret;
  private final Duration timeToLive;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Optional<Entry> entry = Optional.empty();

  /**
   * A cache that is empty.
   *
   * @param clock the time of day: the JVM's own clock may stand still while Lambda freezes it
   */
  public TokenCache(TokenSecret secret, Duration timeToLive, InstantSource clock) {
    this.secret = secret;
    this.timeToLive = timeToLive;
    this.clock = clock;
  }

  /** The token, read from the secret if the kept one is too old. */
  public StoredToken current(Deadline deadline) {
    return keptOrRead(deadline, token -> true);
  }

  /** The token after the endpoint rejected one: whatever the secret holds now. */
  public StoredToken after(AccessToken rejected, Deadline deadline) {
    return keptOrRead(deadline, token -> !token.equals(rejected));
  }

  /** The token that is kept, however old, for whoever looks out for it. */
  public Optional<AccessToken> kept() {
    return entry.map(Entry::token);
  }

  /** The token that was in use before; not kept. */
  public StoredToken previous(Deadline deadline) {
    return secret.read(VersionStage.AWSPREVIOUS, deadline.left());
  }

  /** One thread reads; the others wait for what it brings. */
  private StoredToken keptOrRead(Deadline deadline, Predicate<AccessToken> good) {
    try {
      if (!lock.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        return new StoredToken.Unavailable();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new StoredToken.Unavailable();
    }
    try {
      var kept = entry.filter(this::isFresh).map(Entry::token).filter(good);
      return kept.isPresent()
          ? new StoredToken.Present(kept.get(), Optional.empty())
          : read(deadline);
    } finally {
      lock.unlock();
    }
  }

  private StoredToken read(Deadline deadline) {
    var stored = secret.read(VersionStage.AWSCURRENT, deadline.left());
    if (stored instanceof StoredToken.Present present) {
      entry = Optional.of(new Entry(present.token(), clock.instant()));
    } else if (stored instanceof StoredToken.Missing) {
      entry = Optional.empty();
    }
    return stored;
  }

  /** A clock that was set back makes a token old, not eternal. */
  private boolean isFresh(Entry kept) {
    var age = Duration.between(kept.readAt(), clock.instant());
    return !age.isNegative() && age.compareTo(timeToLive) < 0;
  }
}
