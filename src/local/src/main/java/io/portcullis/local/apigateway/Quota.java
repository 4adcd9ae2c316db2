package io.portcullis.local.apigateway;

import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * Requests per day, week or month of one key.
 *
 * <p>Follows "Usage plans and API keys for REST APIs"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html); the
 * period begins at midnight UTC. An offset of the first period is not modelled.
 */
final class Quota {
  private final long limit;
  private final String period;
  private final InstantSource clock;
  private LocalDate started = LocalDate.EPOCH;
  private long used;

  Quota(long limit, String period, InstantSource clock) {
    this.limit = limit;
    this.period = period;
    this.clock = clock;
  }

  synchronized boolean admits() {
    var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    var start =
        switch (period) {
          case "DAY" -> today;
          case "WEEK" -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
          case "MONTH" -> today.withDayOfMonth(1);
          default ->
              throw new IllegalArgumentException(
                  "'Period' must be DAY, WEEK or MONTH, got '%s'".formatted(period));
        };
    if (!start.equals(started)) {
      started = start;
      used = 0;
    }
    if (used >= limit) {
      return false;
    }
    used++;
    return true;
  }
}
