package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.token.StoredToken;
import io.portcullis.proxy.token.TokenCache;
import io.portcullis.proxy.token.VersionStage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token whose time is over while the secret cannot be read. */
class StaleTokenTest {
  private static final AccessToken OLD = AccessToken.parse("hf_old_0123456789abcdef").orElseThrow();
  private static final AccessToken NEW = AccessToken.parse("hf_new_0123456789abcdef").orElseThrow();
  private static final StoredToken STALE = new StoredToken.Stale(OLD);
  private static final StoredToken UNAVAILABLE = new StoredToken.Unavailable();

  private final TimedSecret secret = new TimedSecret();
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final TokenCache cache =
      new TokenCache(secret, Duration.ofMinutes(5), () -> now, () -> 0);

  @BeforeEach
  void isRead_beforeTheSecretIsAway() {
    cache.current(ample());
    secret.hold(UNAVAILABLE);
  }

  @Test
  void goesOnBeingUsed_andIsToldAsWhatItIs() {
    now = now.plusSeconds(300);

    assertThat(cache.current(ample())).isEqualTo(STALE);
    assertThat(cache.current(ample())).isEqualTo(STALE);
  }

  @Test
  void isAskedForAgain_onlyAfterAPause() {
    now = now.plusSeconds(300);
    for (var second = 0; second < 30; second++) {
      cache.current(ample());
      cache.current(ample());
      now = now.plusSeconds(1);
    }

    assertThat(secret.reads()).isEqualTo(1 + 3);
  }

  @Test
  void keepsNobodyWaiting() {
    now = now.plusSeconds(300);

    cache.current(ample());

    assertThat(secret.timeout).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void isReplaced_asSoonAsTheSecretCanBeRead() {
    now = now.plusSeconds(300);
    cache.current(ample());
    secret.hold(NEW.value());
    now = now.plusSeconds(10);

    assertThat(cache.current(ample())).isEqualTo(new StoredToken.Present(NEW, Optional.empty()));
  }

  @Test
  void isUsedForAnHourBeyondItsTime_andNoLonger() {
    now = now.plusSeconds(300).plus(Duration.ofHours(1)).minusMillis(1);
    assertThat(cache.current(ample())).isEqualTo(STALE);

    now = now.plusMillis(1);
    assertThat(cache.current(ample())).isEqualTo(UNAVAILABLE);
  }

  @Test
  void isNotUsed_whenTheClockIsSetBack() {
    now = now.minusSeconds(1);

    assertThat(cache.current(ample())).isEqualTo(UNAVAILABLE);
  }

  /** Whoever takes the proxy's permission away must not have to wait. */
  @Test
  void isGivenUp_whereTheServiceSaysNo() {
    secret.hold(new StoredToken.Denied());
    now = now.plusSeconds(300);

    assertThat(cache.current(ample())).isEqualTo(new StoredToken.Denied());
    secret.hold(UNAVAILABLE);
    assertThat(cache.current(ample())).isEqualTo(UNAVAILABLE);
    assertThat(cache.kept()).isEmpty();
  }

  @Test
  void isNoAnswer_whereItWasRejected() {
    now = now.plusSeconds(300);
    cache.current(ample());

    assertThat(cache.after(OLD, ample())).isEqualTo(UNAVAILABLE);
    assertThat(cache.after(OLD, ample())).isEqualTo(UNAVAILABLE);
    assertThat(secret.reads()).isEqualTo(1 + 2);

    secret.hold(NEW.value());
    now = now.plusSeconds(2);
    assertThat(cache.after(OLD, ample())).isEqualTo(new StoredToken.Present(NEW, Optional.empty()));
  }

  private static Deadline ample() {
    return Deadline.of(
        Duration.ofHours(1), FakeContext.withMillisLeft(20_000)::getRemainingTimeInMillis);
  }

  /** Notes how much time the last reading had. */
  private static final class TimedSecret extends FakeTokenSecret {
    private Duration timeout = Duration.ZERO;

    private TimedSecret() {
      super(OLD.value());
    }

    @Override
    public StoredToken read(VersionStage stage, Duration timeout) {
      this.timeout = timeout;
      return super.read(stage, timeout);
    }
  }
}
