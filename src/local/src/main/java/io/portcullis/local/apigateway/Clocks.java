package io.portcullis.local.apigateway;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time, once for dates and once for rates.
 *
 * @param wall the date
 * @param meter nanoseconds that only grow
 */
public record Clocks(InstantSource wall, TimeMeter meter) {
  public static Clocks system() {
    return new Clocks(InstantSource.system(), TimeMeter.SYSTEM_NANOTIME);
  }

  /** Both of one time that is played, and that only grows. */
  public static Clocks of(InstantSource clock) {
    return new Clocks(clock, new PlayedMeter(clock));
  }

  private record PlayedMeter(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
