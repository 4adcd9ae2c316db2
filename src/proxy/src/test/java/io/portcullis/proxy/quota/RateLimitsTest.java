package io.portcullis.proxy.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.table.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:20:48.5Z");
  private static final List<Limit> LIMITS =
      List.of(
          new Limit(Measure.REQUESTS, Window.MINUTE, 60),
          new Limit(Measure.TOKENS, Window.MINUTE, 150_000),
          new Limit(Measure.TOKENS, Window.MONTH, 100_000_000));

  @Test
  void tellsTheMinute_asTheOpenAiApiDoes() {
    assertThat(headers("requests_minute_29926700", 1, "tokens_minute_29926700", 16))
        .containsEntry(ClientHeader.LIMIT_REQUESTS, "60")
        .containsEntry(ClientHeader.REMAINING_REQUESTS, "59")
        .containsEntry(ClientHeader.RESET_REQUESTS, "12s")
        .containsEntry(ClientHeader.LIMIT_TOKENS, "150000")
        .containsEntry(ClientHeader.REMAINING_TOKENS, "149984")
        .containsEntry(ClientHeader.RESET_TOKENS, "12s");
  }

  @Test
  void tellsEveryWindow_asTheDraftOfTheIetfDoes() {
    var headers = headers("requests_minute_29926700", 1, "tokens_month_202611", 16);

    assertThat(headers.get(ClientHeader.RATE_LIMIT_POLICY))
        .isEqualTo(
            "\"requests-minute\";q=60;w=60,"
                + " \"tokens-minute\";q=150000;qu=\"tokens\";w=60,"
                + " \"tokens-month\";q=100000000;qu=\"tokens\";w=2592000");
    assertThat(headers.get(ClientHeader.RATE_LIMIT))
        .isEqualTo(
            "\"requests-minute\";r=59;t=12,"
                + " \"tokens-minute\";r=150000;t=12,"
                + " \"tokens-month\";r=99999984;t=481152");
  }

  @Test
  void tellsOfAMinuteNothing_whereItIsNotLimited() {
    var limits = List.of(new Limit(Measure.REQUESTS, Window.DAY, 5));

    assertThat(RateLimits.of(limits, LedgerItem.EMPTY, NOW).headers())
        .containsOnlyKeys(ClientHeader.RATE_LIMIT, ClientHeader.RATE_LIMIT_POLICY);
  }

  @ParameterizedTest
  @CsvSource({"10:20:00Z, 1m0s", "10:20:00.900Z, 1m0s", "10:20:01Z, 59s", "10:20:59.999Z, 1s"})
  void writesTimes_asTheOpenAiApiDoes(String time, String reset) {
    var now = Instant.parse("2026-11-25T" + time);

    assertThat(RateLimits.of(LIMITS, LedgerItem.EMPTY, now).headers())
        .containsEntry(ClientHeader.RESET_REQUESTS, reset);
  }

  @ParameterizedTest
  @CsvSource({"0, 60, 0", "59, 1, 98", "60, 0, 100", "90, 0, 100", "-5, 60, 0"})
  void isNeverBelowZero_norAboveTheLimit(long used, String left, int share) {
    var limits =
        RateLimits.of(
            LIMITS,
            new LedgerItem(Map.of("requests_minute_29926700", new Value.Number(used))),
            NOW);

    assertThat(limits.headers()).containsEntry(ClientHeader.REMAINING_REQUESTS, left);
    assertThat(limits.share()).hasValue(share);
  }

  @Test
  void countsNothingOfALeaseThatHasExpired() {
    var item =
        new LedgerItem(
            Map.of(
                "requests_minute_29926700",
                new Value.Number(3),
                "lease_AAAAAAAA",
                new Value.Text("29926700:47:r1:t4096"),
                "lease_BBBBBBBB",
                new Value.Text("29926700:49:r1:t4096")));

    assertThat(RateLimits.of(LIMITS, item, NOW).headers())
        .containsEntry(ClientHeader.REMAINING_REQUESTS, "58");
  }

  private static Map<ClientHeader, String> headers(
      String one, long ofOne, String other, long ofOther) {
    var item =
        new LedgerItem(Map.of(one, new Value.Number(ofOne), other, new Value.Number(ofOther)));
    return RateLimits.of(LIMITS, item, NOW).headers();
  }
}
