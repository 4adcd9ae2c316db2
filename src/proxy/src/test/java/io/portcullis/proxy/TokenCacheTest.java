package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.token.StoredToken;
import io.portcullis.proxy.token.TokenCache;
import io.portcullis.proxy.token.TokenSecret;
import io.portcullis.proxy.token.VersionStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TokenCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final AccessToken OLD = token("hf_old_0123456789abcdef");
  private static final AccessToken NEW = token("hf_new_0123456789abcdef");

  private final FakeTokenSecret secret = new FakeTokenSecret(OLD.value());
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final TokenCache cache = cache(secret);

  @Test
  void keepsAToken_untilItsTimeIsOver() {
    current(cache);
    secret.hold(NEW.value());

    now = now.plusSeconds(59);
    assertThat(current(cache)).isEqualTo(OLD);

    now = now.plusSeconds(1);
    assertThat(current(cache)).isEqualTo(NEW);
  }

  @Test
  void keepsNoToken_whenTheClockIsSetBack() {
    current(cache);
    secret.hold(NEW.value());

    now = now.minusSeconds(1);

    assertThat(current(cache)).isEqualTo(NEW);
  }

  @Test
  void keepsNoAbsence() {
    secret.hold(new StoredToken.Missing());
    assertThat(cache.current(ample())).isEqualTo(new StoredToken.Missing());
    secret.hold(new StoredToken.Unavailable());
    assertThat(cache.current(ample())).isEqualTo(new StoredToken.Unavailable());
    secret.hold(NEW.value());

    assertThat(current(cache)).isEqualTo(NEW);
  }

  @Test
  void givesUpAToken_thatTheSecretHoldsNoMore() {
    current(cache);
    secret.hold(new StoredToken.Missing());
    now = now.plusSeconds(60);

    assertThat(cache.current(ample())).isEqualTo(new StoredToken.Missing());
  }

  @Test
  void readsOnce_forTwoThreadsWithoutAToken() throws Exception {
    var slow = new SlowSecret();
    var shared = cache(slow);

    var threads = Executors.newFixedThreadPool(2);
    var tokens = new ArrayList<Future<AccessToken>>();
    Callable<AccessToken> ask = () -> current(shared);
    tokens.add(threads.submit(ask));
    slow.reading.await();
    tokens.add(threads.submit(ask));
    slow.release.countDown();

    for (var token : tokens) {
      assertThat(token.get()).isEqualTo(OLD);
    }
    assertThat(slow.reads()).isEqualTo(1);
    threads.shutdown();
  }

  @Test
  void readsOnce_forTwoThreadsWhoseTokenWasRejected() {
    current(cache);
    secret.hold(NEW.value());

    assertThat(cache.after(OLD, ample())).isEqualTo(present(NEW));
    assertThat(cache.after(OLD, ample())).isEqualTo(present(NEW));

    assertThat(secret.reads()).isEqualTo(2);
  }

  @Test
  void tellsTheAgeOfATokenThatItReads_andOfNoOther() {
    var createdAt = Optional.of(now.minusSeconds(10));
    secret.hold(OLD.value(), createdAt);

    assertThat(cache.current(ample())).isEqualTo(new StoredToken.Present(OLD, createdAt));
    assertThat(cache.current(ample())).isEqualTo(present(OLD));
  }

  @Test
  void waitsNoLongerThanTheDeadline_forAnotherThread() throws Exception {
    var slow = new SlowSecret();
    var shared = cache(slow);
    var threads = Executors.newSingleThreadExecutor();
    var first = threads.submit(() -> current(shared));
    slow.reading.await();

    var hurried =
        shared.current(
            Deadline.of(HOUR, FakeContext.withMillisLeft(550)::getRemainingTimeInMillis));

    assertThat(hurried).isEqualTo(new StoredToken.Unavailable());
    slow.release.countDown();
    assertThat(first.get()).isEqualTo(OLD);
    threads.shutdown();
  }

  private TokenCache cache(TokenSecret from) {
    return new TokenCache(from, Duration.ofSeconds(60), () -> now, () -> 0);
  }

  private static AccessToken current(TokenCache cache) {
    return ((StoredToken.Present) cache.current(ample())).token();
  }

  private static Deadline ample() {
    return Deadline.of(HOUR, FakeContext.withMillisLeft(20_000)::getRemainingTimeInMillis);
  }

  private static StoredToken present(AccessToken token) {
    return new StoredToken.Present(token, Optional.empty());
  }

  private static AccessToken token(String text) {
    return AccessToken.parse(text).orElseThrow();
  }

  /** A secret whose reading takes until a test lets it end. */
  private static final class SlowSecret extends FakeTokenSecret {
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private SlowSecret() {
      super(OLD.value());
    }

    @Override
    public StoredToken read(VersionStage stage, Duration timeout) {
      reading.countDown();
      try {
        release.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.read(stage, timeout);
    }
  }
}
