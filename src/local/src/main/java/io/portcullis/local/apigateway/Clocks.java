package io.portcullis.local.apigateway;

import io.github.bucket4j.TimeMeter;
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
}
