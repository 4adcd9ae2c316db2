package io.portcullis.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private long nanos;
  private final TimeMeter clock =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return nanos;
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  @Test
  void admitsTheBurst_thenTheRate() {
    var throttle = Throttle.of(new Throttle.Limit(0.5, 2), clock);

    assertThat(throttle.admits()).isTrue();
    assertThat(throttle.admits()).isTrue();
    assertThat(throttle.admits()).isFalse();
    nanos += Duration.ofMillis(1_999).toNanos();
    assertThat(throttle.admits()).isFalse();
    nanos += Duration.ofMillis(1).toNanos();
    assertThat(throttle.admits()).isTrue();
    assertThat(throttle.admits()).isFalse();
  }

  @Test
  void aRateOfZeroAdmitsNothing() {
    assertThat(Throttle.of(new Throttle.Limit(0, 5), clock).admits()).isFalse();
  }

  @Test
  void quotaBeginsAgainWithThePeriod() {
    var time = new AtomicReference<>(Instant.parse("2026-03-31T23:59:59Z"));
    var quota = new Quota(1, "MONTH", time::get);

    assertThat(quota.admits()).isTrue();
    assertThat(quota.admits()).isFalse();
    time.set(Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(quota.admits()).isTrue();
  }
}
