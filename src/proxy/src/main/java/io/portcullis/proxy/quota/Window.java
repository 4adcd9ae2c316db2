package io.portcullis.proxy.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** A window of UTC's calendar, in which something is counted. */
public enum Window {
  MINUTE,
  DAY,
  MONTH;

  private static final int SECONDS = 60;

  /** The word in names of attributes, in headers and in sentences. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number of the window that a time is in: of a minute or a day since 1970, or yyyymm. */
  long index(Instant time) {
    var date = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return switch (this) {
      case MINUTE -> Math.floorDiv(time.getEpochSecond(), SECONDS);
      case DAY -> date.toEpochDay();
      case MONTH -> date.getYear() * 100L + date.get(ChronoField.MONTH_OF_YEAR);
    };
  }

  Instant begin(long index) {
    return switch (this) {
      case MINUTE -> Instant.ofEpochSecond(index * SECONDS);
      case DAY -> midnight(LocalDate.ofEpochDay(index));
      case MONTH -> midnight(month(index));
    };
  }

  Instant end(long index) {
    return this == MONTH ? midnight(month(index).plusMonths(1)) : begin(index + 1);
  }

  private static LocalDate month(long index) {
    return LocalDate.of((int) (index / 100), 1, 1).plusMonths(index % 100 - 1);
  }

  private static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
