package io.portcullis.proxy.token;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The token in memory, for any number of threads. Empty until the first request, so that a snapshot
 * of the function holds no token; no absence is kept, so that the first token is used at once.
 *
 * <p>Many environments have a cache each, and one secret. So each renews its token at a time of its
 * own, and asks seldom where asking brings nothing.
 */
public final class TokenCache {
  /**
   * Of a time that is the same for all environments, up to so much is left out at random: those
   * that started together do not ask together.
   */
  private static final double LARGEST_SHARE = 0.2;

  /** A healthy read takes milliseconds, and the caller has a token that is likely to do. */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(1);

  /** Until the next read while the secret cannot be read and the kept token does. */
  private static final Duration UNAVAILABLE = Duration.ofSeconds(10);

  /** Until the next read because of the same rejected token; meanwhile its calls fail. */
  private static final Duration REJECTED = Duration.ofSeconds(2);

  /**
   * For which a token is used beyond its time: as long as a rotation lets a replaced one live by
   * default. Then it is likely dead, and whoever took it out of the secret need not wait longer for
   * it to be gone.
   */
  static final Duration LONGEST_STALE = Duration.ofHours(1);

  private final TokenSecret secret;
  private final Duration timeToLive;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Optional<KeptToken> kept = Optional.empty();
  private Optional<RecentRead> current = Optional.empty();
  private Optional<RecentRead> previous = Optional.empty();

  /**
   * A cache that is empty.
   *
   * @param clock the time of day: the JVM's own clock may stand still while Lambda freezes it
   * @param random not the same in two environments that one snapshot became: {@link
   *     java.security.SecureRandom} ("Handling uniqueness with Lambda SnapStart")
   */
  public TokenCache(
      TokenSecret secret, Duration timeToLive, InstantSource clock, RandomGenerator random) {
    this.secret = secret;
    this.timeToLive = timeToLive;
    this.clock = clock;
    this.random = random;
  }

  /** The token, read from the secret if the kept one is too old. */
  public StoredToken current(Deadline deadline) {
    var usable = usable();
    if (usable.isEmpty()) {
      return locked(deadline, () -> freshOrRead(deadline.left()));
    }
    // While one thread renews it, the others use it.
    if (usable.get().isFresh(clock.instant()) || !lock.tryLock()) {
      return usable.get().stored();
    }
    try {
      return freshOrRead(deadline.leftAtMost(LONGEST_RENEWAL));
    } finally {
      lock.unlock();
    }
  }

  /** The token after the endpoint rejected one: whatever the secret holds now. */
  public StoredToken after(AccessToken rejected, Deadline deadline) {
    return locked(
        deadline,
        () ->
            fresh()
                .filter(token -> !token.token().equals(rejected))
                .map(KeptToken::stored)
                .or(() -> recent(current, rejected))
                .orElseGet(() -> readAfter(rejected, deadline.left())));
  }

  /**
   * The token that was in use before; not kept for another call than those that come at once.
   *
   * @param rejected what the secret holds now
   */
  public StoredToken previous(AccessToken rejected, Deadline deadline) {
    return locked(
        deadline,
        () ->
            recent(previous, rejected)
                .orElseGet(
                    () -> {
                      var stored = secret.read(VersionStage.AWSPREVIOUS, deadline.left());
                      previous = Optional.of(read(rejected, stored));
                      return stored;
                    }));
  }

  /** The token that is kept, however old, for whoever looks out for it. */
  public Optional<AccessToken> kept() {
    return kept.map(KeptToken::token);
  }

  /** One thread reads; the others wait for what it brings. */
  private StoredToken locked(Deadline deadline, Supplier<StoredToken> action) {
    try {
      if (!lock.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        return new StoredToken.Unavailable();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new StoredToken.Unavailable();
    }
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private StoredToken freshOrRead(Duration timeout) {
    return fresh().map(KeptToken::stored).orElseGet(() -> read(timeout));
  }

  private StoredToken readAfter(AccessToken rejected, Duration timeout) {
    var stored = read(timeout);
    if (stored instanceof StoredToken.Present present && present.token().equals(rejected)) {
      current = Optional.of(read(rejected, new StoredToken.Present(rejected, Optional.empty())));
    } else if (stored instanceof StoredToken.Unavailable
        || stored instanceof StoredToken.Stale stale && stale.token().equals(rejected)) {
      stored = new StoredToken.Unavailable();
      current = Optional.of(read(rejected, stored));
    }
    return stored;
  }

  private StoredToken read(Duration timeout) {
    var stored = secret.read(VersionStage.AWSCURRENT, timeout);
    var now = clock.instant();
    if (stored instanceof StoredToken.Present present) {
      kept =
          Optional.of(
              new KeptToken(
                  present.token(),
                  new Period(now, shortened(timeToLive)),
                  new Period(now, timeToLive.plus(LONGEST_STALE)),
                  false));
    } else if (stored instanceof StoredToken.Unavailable) {
      kept = kept.map(token -> token.staleFor(new Period(now, shortened(UNAVAILABLE))));
      return usable().map(KeptToken::stored).orElse(stored);
    } else {
      kept = Optional.empty();
    }
    return stored;
  }

  private RecentRead read(AccessToken rejected, StoredToken stored) {
    return new RecentRead(rejected, stored, new Period(clock.instant(), shortened(REJECTED)));
  }

  private Optional<StoredToken> recent(Optional<RecentRead> read, AccessToken rejected) {
    return read.filter(recent -> recent.isOf(rejected, clock.instant())).map(RecentRead::stored);
  }

  private Optional<KeptToken> usable() {
    return kept.filter(token -> token.isUsable(clock.instant()));
  }

  private Optional<KeptToken> fresh() {
    return kept.filter(token -> token.isFresh(clock.instant()));
  }

  private Duration shortened(Duration time) {
    return time.minus(
        Duration.ofMillis((long) (time.toMillis() * LARGEST_SHARE * random.nextDouble())));
  }
}
