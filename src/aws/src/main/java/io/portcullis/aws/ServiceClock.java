package io.portcullis.aws;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The time as the service has it: that of the machine, until the service says otherwise. */
final class ServiceClock {
  /** As in the SDK; services bear five minutes. */
  private static final Duration SKEWED = Duration.ofMinutes(4);

  private final InstantSource clock;
  private volatile Duration skew = Duration.ZERO;

  ServiceClock(InstantSource clock) {
    this.clock = clock;
  }

  Clock now() {
    return Clock.fixed(clock.instant().plus(skew), ZoneOffset.UTC);
  }

  /**
   * Takes over the service's time.
   *
   * @param date the header of an answer that refuses the time of its request
   * @return whether that changes anything
   */
  boolean correct(Optional<String> date) {
    var service = date.flatMap(ServiceClock::parse);
    if (service.isEmpty()) {
      return false;
    }
    var wrong = Duration.between(now().instant(), service.get()).abs().compareTo(SKEWED) > 0;
    if (wrong) {
      skew = Duration.between(clock.instant(), service.get());
    }
    return wrong;
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
