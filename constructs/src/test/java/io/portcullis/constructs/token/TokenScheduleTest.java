package io.portcullis.constructs.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "rate(4 hours), PT4H",
    "rate(12 hours), PT12H",
    "rate(23976 hours), P999D",
    "rate(1 day), P1D",
    "rate(30 days), P30D",
    "rate(999 days), P999D",
    "cron(0 10 * * ? *), P1D",
    "cron(0 8/8 * * ? *), PT16H",
    "cron(0 /8 * * ? *), PT8H",
    "cron(0 2/10 * * ? *), PT10H",
    "cron(0 18 ? * SAT *), P7D",
    "cron(0 18 ? * 7 *), P7D",
    "cron(0 8 1 * ? *), P31D",
    "cron(0 8 31 * ? *), P61D",
    "cron(0 17 L * ? *), P31D",
    "cron(0 9 SUNL * ? *), P35D",
    "cron(0 8 ? * MON-FRI *), P3D",
    "cron(0 8 ? * L *), P7D",
    "cron(0 8 ? * * *), P1D",
    "'cron(0 16 1,15 * ? *)', P17D",
    "cron(0 16 1-15 * ? *), P17D",
    "cron(0 16 1/10 * ? *), P10D",
    "cron(0 0 ? * SUN#1 *), P35D",
    "cron(0 1 ? 1/3 SUN#1 *), P98D",
    "'cron(0 8 1 JAN,APR,JUL,OCT ? *)', P92D",
    "'cron(0 8 1 1-3,10 ? *)', P214D",
    "cron(0 8 1 1 ? *), P366D",
  })
  void knowsItsLongestInterval(String expression, Duration longest) {
    assertThat(TokenSchedule.parse(expression).longestInterval()).isEqualTo(longest);
  }

  @ParameterizedTest
  @CsvSource({
    "rate(4 hours), PT4H",
    "rate(30 days), P30D",
    "cron(0 8/8 * * ? *), PT8H",
    "cron(0 2/10 * * ? *), PT4H",
    "cron(0 8 ? * MON-FRI *), P1D",
    "cron(0 8 1 * ? *), P28D",
    "cron(0 8 1 1 ? *), P365D",
  })
  void knowsItsShortestInterval(String expression, Duration shortest) {
    assertThat(TokenSchedule.parse(expression).shortestInterval()).isEqualTo(shortest);
  }

  @ParameterizedTest
  @CsvSource({
    "rate(4 hours), 4",
    "rate(36 hours), 24",
    "rate(30 days), 24",
    "cron(0 0 1 * ? *), 24",
    "cron(0 22 * * ? *), 2",
    "cron(0 23 * * ? *), 1",
    "cron(0 8/8 * * ? *), 8",
    "cron(0 2/10 * * ? *), 2",
    "cron(0 /4 * * ? *), 4",
  })
  void hasRoomForAWindow_untilMidnightAndTheNextOne(String expression, int hours) {
    assertThat(TokenSchedule.parse(expression).longestWindow()).isEqualTo(Duration.ofHours(hours));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "every day",
        "30 days",
        "at(2026-11-23T10:00:00)",
        " rate(30 days)",
        "RATE(30 days)"
      })
  void refusesWhatIsNoExpression(String expression) {
    assertRefused(expression, "rate(…) or cron(…)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(banana)",
        "rate()",
        "rate(30)",
        "rate(30days)",
        "rate(30 days",
        "rate(30 days) ",
        "rate(0 days)",
        "rate(-1 days)",
        "rate(1.5 days)",
        "rate(1 days)",
        "rate(30 day)",
        "rate(3 hours)",
        "rate(1 hour)",
        "rate(240 minutes)",
        "rate(4 weeks)",
        "rate(1000 days)",
        "rate(23977 hours)",
        "rate(99999999999999999999 days)"
      })
  void refusesARateThatSecretsManagerDoesNotKnow(String expression) {
    assertRefused(
        expression,
        "a rate such as rate(12 hours), rate(1 day) or rate(30 days), from 4 hours to 999 days");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cron(banana); cron(…) of six fields: minutes, hours, day of month, month, day of week and year",
        "cron(0 8 1 * ?); cron(…) of six fields: minutes, hours, day of month, month, day of week and year",
        "cron(0 8 1 * ? * *); cron(…) of six fields: minutes, hours, day of month, month, day of week and year",
        "cron(0 8 1 *  ? *); cron(…) of six fields: minutes, hours, day of month, month, day of week and year",
        "cron(30 8 1 * ? *); on the hour, with 0 as minutes",
        "cron(* 8 1 * ? *); on the hour, with 0 as minutes",
        "cron(0 8 1 * ? 2027); for every year, with * as year",
        "cron(0 24 1 * ? *); at one hour from 0 to 23, or at a step such as 2/10",
        "cron(0 * 1 * ? *); at one hour from 0 to 23, or at a step such as 2/10",
        "cron(0 8,16 1 * ? *); at one hour from 0 to 23, or at a step such as 2/10",
        "cron(0 8-16 1 * ? *); at one hour from 0 to 23, or at a step such as 2/10",
        "cron(0 2/0 1 * ? *); at one hour from 0 to 23, or at a step such as 2/10",
        "cron(0 8 1 0 ? *); in months such as *, 1,7, JAN-MAR or 1/3",
        "cron(0 8 1 13 ? *); in months such as *, 1,7, JAN-MAR or 1/3",
        "cron(0 8 1 MAI ? *); in months such as *, 1,7, JAN-MAR or 1/3",
        "cron(0 8 1 ? ? *); in months such as *, 1,7, JAN-MAR or 1/3",
        "cron(0 8 1 1, ? *); in months such as *, 1,7, JAN-MAR or 1/3",
        "cron(0 8 1 MAR-JAN ? *); in months such as *, 1,7, JAN-MAR or 1/3",
        "cron(0 8 ? * ? *); on days of the month or on days of the week, with ? as the other",
        "cron(0 8 * * * *); on days of the month or on days of the week, with ? as the other",
        "cron(0 8 1 * MON *); on days of the month or on days of the week, with ? as the other",
        "cron(0 8 0 * ? *); on days of the month such as *, 1,15, 1-15, 1/10, L or SUNL",
        "cron(0 8 32 * ? *); on days of the month such as *, 1,15, 1-15, 1/10, L or SUNL",
        "cron(0 8 15W * ? *); on days of the month such as *, 1,15, 1-15, 1/10, L or SUNL",
        "cron(0 8 DOML * ? *); on days of the month such as *, 1,15, 1-15, 1/10, L or SUNL",
        "cron(0 8 ? * 0 *); on days of the week such as *, 2,4, MON-FRI, 1/2, L or TUE#3",
        "cron(0 8 ? * FRI-MON *); on days of the week such as *, 2,4, MON-FRI, 1/2, L or TUE#3",
        "cron(0 8 ? * TUE#6 *); on days of the week such as *, 2,4, MON-FRI, 1/2, L or TUE#3",
        "cron(0 8 ? * MON-FRI#1 *); on days of the week such as *, 2,4, MON-FRI, 1/2, L or TUE#3",
        "cron(0 /3 * * ? *); at least 4 hours apart, also at midnight",
        "cron(0 0/7 * * ? *); at least 4 hours apart, also at midnight",
        "cron(0 8 31 2 ? *); at least once a year",
        "cron(0 8 29 2 ? *); at least once a year",
      })
  void refusesACronThatSecretsManagerDoesNotKnow(String expression, String rule) {
    assertRefused(expression, rule);
  }

  private static void assertRefused(String expression, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenSchedule.parse(expression))
        .withMessage("'scheduleExpression' must be %s, got '%s'", rule, expression);
  }
}
