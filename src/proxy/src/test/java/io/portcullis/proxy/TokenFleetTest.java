package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.token.StoredToken;
import io.portcullis.proxy.token.TokenCache;
import io.portcullis.proxy.token.VersionStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many execution environments, and many threads in each, with one secret and one clock. */
@Timeout(60)
class TokenFleetTest {
  private static final int ENVIRONMENTS = 200;
  private static final int THREADS = 16;
  private static final AccessToken OLD = AccessToken.parse("hf_old_0123456789abcdef").orElseThrow();
  private static final AccessToken NEW = AccessToken.parse("hf_new_0123456789abcdef").orElseThrow();

  private final HeldSecret secret = new HeldSecret();
  private volatile Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final Random random = new Random(1);
  private final List<TokenCache> fleet =
      Stream.generate(() -> new TokenCache(secret, Duration.ofMinutes(5), () -> now, random))
          .limit(ENVIRONMENTS)
          .toList();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    secret.release.countDown();
    threads.shutdownNow();
  }

  @Test
  void readsOnceForEachEnvironment_howeverManyThreadsAsk() throws Exception {
    for (var cache : fleet) {
      assertThat(together(() -> cache.current(ample()))).hasSize(THREADS);
    }

    assertThat(secret.reads()).isEqualTo(ENVIRONMENTS);
  }

  /** In the last fifth of the time to live, and in no second more than five times its share. */
  @Test
  void renewsAtADifferentTimeInEachEnvironment() {
    everyoneCalls();
    now = now.plusSeconds(240).minusMillis(1);
    everyoneCalls();
    assertThat(secret.reads()).isEqualTo(ENVIRONMENTS);

    var inASecond = new ArrayList<Integer>();
    for (var second = 0; second <= 60; second++) {
      var before = secret.reads();
      now = now.plusSeconds(1);
      everyoneCalls();
      inASecond.add(secret.reads() - before);
    }

    assertThat(secret.reads()).isEqualTo(2 * ENVIRONMENTS);
    assertThat(Collections.max(inASecond)).isLessThan(5 * ENVIRONMENTS / 60);
  }

  @Test
  void readsOnceForEachEnvironment_whereATokenWasReplacedAndRejected() throws Exception {
    everyoneCalls();
    secret.hold(NEW.value());

    for (var cache : fleet) {
      assertThat(together(() -> cache.after(OLD, ample())))
          .allMatch(
              stored -> stored instanceof StoredToken.Present held && held.token().equals(NEW));
    }

    assertThat(secret.reads()).isEqualTo(2 * ENVIRONMENTS);
  }

  @Test
  void readsEachVersionOnceInTwoSeconds_whereTheTokenIsRejectedAndThereIsNoOther()
      throws Exception {
    secret.held(OLD.value());
    var cache = fleet.get(0);
    cache.current(ample());

    for (var second = 0; second < 10; second++) {
      together(() -> cache.after(OLD, ample()));
      together(() -> cache.previous(OLD, ample()));
      now = now.plusSeconds(1);
    }

    assertThat(secret.reads()).isEqualTo(1 + 5);
    assertThat(secret.previousReads()).isEqualTo(5);
  }

  @Test
  void readsThePreviousTokenAnew_whereAnotherOneIsCurrent() {
    var cache = fleet.get(0);
    secret.held(OLD.value());
    cache.previous(NEW, ample());
    secret.held(NEW.value());

    assertThat(cache.previous(OLD, ample()))
        .isEqualTo(new StoredToken.Present(NEW, Optional.empty()));
  }

  @Test
  void keepsNobodyWaiting_whileOneThreadRenewsTheToken() throws Exception {
    var cache = fleet.get(0);
    cache.current(ample());
    now = now.plusSeconds(300);
    secret.isHeldUp = true;
    var renewing = threads.submit(() -> cache.current(ample()));
    secret.reading.await();

    for (var other = 1; other < THREADS; other++) {
      assertThat(cache.current(ample())).isEqualTo(new StoredToken.Present(OLD, Optional.empty()));
    }
    secret.hold(NEW.value());
    secret.release.countDown();

    assertThat(renewing.get()).isEqualTo(new StoredToken.Present(NEW, Optional.empty()));
    assertThat(secret.reads()).isEqualTo(2);
  }

  private void everyoneCalls() {
    fleet.forEach(cache -> cache.current(ample()));
  }

  /** What all threads get who begin at once. */
  private List<StoredToken> together(Callable<StoredToken> action) throws Exception {
    var start = new CyclicBarrier(THREADS);
    Callable<StoredToken> atOnce =
        () -> {
          start.await();
          return action.call();
        };
    var answers = new ArrayList<StoredToken>();
    for (var answer : threads.invokeAll(Collections.nCopies(THREADS, atOnce))) {
      answers.add(answer.get());
    }
    return answers;
  }

  private static Deadline ample() {
    return Deadline.of(
        Duration.ofHours(1), FakeContext.withMillisLeft(20_000)::getRemainingTimeInMillis);
  }

  /** A secret whose reading takes until a test lets it end, if the test wants that. */
  private static final class HeldSecret extends FakeTokenSecret {
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean isHeldUp;

    private HeldSecret() {
      super(OLD.value());
    }

    @Override
    public StoredToken read(VersionStage stage, Duration timeout) {
      if (isHeldUp) {
        reading.countDown();
        try {
          release.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.read(stage, timeout);
    }
  }
}
