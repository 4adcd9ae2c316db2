package io.portcullis.proxy.quota;

import static io.portcullis.proxy.quota.QuotaTable.AMPLE;
import static io.portcullis.proxy.quota.QuotaTable.deadline;
import static io.portcullis.proxy.quota.QuotaTable.limits;
import static io.portcullis.proxy.quota.QuotaTable.quotas;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.table.ItemUpdate;
import io.portcullis.proxy.table.UnreliableTable.Fault;
import io.portcullis.proxy.table.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits in DynamoDB Local, through the adapter that runs in Lambda. */
@Timeout(60)
class QuotasTest {
  private static final String ITEM = "customer#acme";
  private static final Demand SMALL = new Demand(10, 90);
  private static final PlanLimits TWO_A_MINUTE =
      limits(new Limit(Measure.REQUESTS, Window.MINUTE, 2));
  private static final PlanLimits THOUSAND_TOKENS_A_DAY =
      limits(new Limit(Measure.TOKENS, Window.DAY, 1000));
  private static final Duration LEASE = Duration.ofSeconds(30 + 60 + 2);

  private final QuotaTable state = new QuotaTable();

  @Test
  void grantsUntilALimit_andRefusesWithTheEndOfItsWindow() {
    granted(TWO_A_MINUTE, SMALL);
    granted(TWO_A_MINUTE, SMALL);

    var exceeded = exceeded(TWO_A_MINUTE, SMALL);
    assertThat(exceeded.code()).isEqualTo(RefusalCode.QUOTA_REQUESTS_EXCEEDED);
    assertThat(exceeded.retryAfter()).contains(Duration.ofSeconds(12));
    assertThat(exceeded.detail().sentence())
        .isEqualTo(
            "Of this customer's 2 requests a minute, 0 are left until 2026-11-25T10:21:00Z; this"
                + " request may need 1.");
    assertThat(exceeded.headers())
        .containsEntry(ClientHeader.RETRY_AFTER, "12")
        .containsEntry(ClientHeader.REMAINING_REQUESTS, "0")
        .doesNotContainKey(ClientHeader.SHOULD_RETRY);
  }

  @Test
  void refusesTokensThatAreNotLeft_andTellsClientsNotToWaitForADay() {
    granted(THOUSAND_TOKENS_A_DAY, new Demand(100, 800));

    var exceeded = exceeded(THOUSAND_TOKENS_A_DAY, new Demand(1, 100));
    assertThat(exceeded.code()).isEqualTo(RefusalCode.QUOTA_TOKENS_EXCEEDED);
    assertThat(exceeded.detail().sentence())
        .isEqualTo(
            "Of this customer's 1000 tokens a day, 100 are left until 2026-11-26T00:00:00Z; this"
                + " request may need 101.");
    assertThat(exceeded.headers())
        .containsEntry(ClientHeader.RETRY_AFTER, "49152")
        .containsEntry(ClientHeader.SHOULD_RETRY, "false");
    granted(THOUSAND_TOKENS_A_DAY, new Demand(0, 100));
  }

  @Test
  void namesTheLimitThatEndsLast_whereSeveralAreInTheWay() {
    var limits =
        limits(
            new Limit(Measure.REQUESTS, Window.MINUTE, 1),
            new Limit(Measure.TOKENS, Window.MONTH, 150));
    granted(limits, SMALL);

    assertThat(exceeded(limits, SMALL).code()).isEqualTo(RefusalCode.QUOTA_TOKENS_EXCEEDED);
  }

  @ParameterizedTest
  @CsvSource({
    "MINUTE, 2026-11-25T10:20:59.999Z, 2026-11-25T10:21:00Z",
    "DAY,    2026-11-25T23:59:59.999Z, 2026-11-26T00:00:00Z",
    "MONTH,  2026-11-30T23:59:59.999Z, 2026-12-01T00:00:00Z"
  })
  void beginsAtZero_inANewWindow(Window window, String last, String first) {
    var limits = limits(new Limit(Measure.REQUESTS, window, 1));
    settled(limits, new Charge.Counted());
    state.clock.set(last);
    exceeded(limits, SMALL);

    state.clock.set(first);
    granted(limits, SMALL);
  }

  /** A deployment may bring limits in the middle of a month. */
  @Test
  void holdsANewLimitAtOnce() {
    granted(TWO_A_MINUTE, SMALL);

    exceeded(limits(new Limit(Measure.TOKENS, Window.MONTH, 199)), SMALL);
  }

  @Test
  void asksTheTableForNothing_whereNothingIsLimited() {
    var granted = granted(PlanLimits.NONE, SMALL);
    granted.lease().settle(new Charge.Used(1, 2), AMPLE);

    assertThat(granted.limits().headers()).isEmpty();
    assertThat(granted.limits().share()).isEqualTo(OptionalInt.empty());
    assertThat(state.table.writes()).isEmpty();
  }

  @Test
  void makesOneUpdateBeforeACall_andOneAfterIt() {
    settled(TWO_A_MINUTE, new Charge.Used(5, 5));

    assertThat(state.table.writes()).hasSize(2);
  }

  @Test
  void refusesWithoutAsking_whatNoWindowCanHold() {
    var exceeded = exceeded(THOUSAND_TOKENS_A_DAY, new Demand(1, 1000));

    assertThat(exceeded.detail().sentence())
        .isEqualTo(
            "This request may need 1001 tokens, more than the 1000 a day that this customer has at"
                + " all.");
    assertThat(exceeded.headers()).containsExactly(Map.entry(ClientHeader.SHOULD_RETRY, "false"));
    assertThat(state.table.writes()).isEmpty();
  }

  @Test
  void grantsARequestOfNoTokens_whereTokensAreUsedUp() {
    settled(THOUSAND_TOKENS_A_DAY, new Charge.Used(700, 700));

    exceeded(THOUSAND_TOKENS_A_DAY, new Demand(1, 0));
    granted(THOUSAND_TOKENS_A_DAY, new Demand(0, 0));
  }

  @Test
  void countsWhatIsReserved_inEveryWindow() {
    granted(TWO_A_MINUTE, SMALL);

    assertThat(state.counts(ITEM)).isEqualTo(counts(1, 100));
    assertThat(state.leases(ITEM)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 7", "300, 400, 700", "-1, 5, 5"})
  void countsWhatWasUsed_beItMoreThanReserved(long input, long output, long tokens) {
    assertThat(settled(TWO_A_MINUTE, new Charge.Used(input, output))).isEqualTo(Settlement.DONE);

    assertThat(state.counts(ITEM)).isEqualTo(counts(1, tokens));
    assertThat(state.leases(ITEM)).isZero();
  }

  @Test
  void countsNothing_whereTheEndpointWasNotAsked() {
    settled(TWO_A_MINUTE, new Charge.Refunded());

    assertThat(state.counts(ITEM)).isEqualTo(counts(0, 0));
    assertThat(state.leases(ITEM)).isZero();
  }

  @Test
  void countsTheRequestAlone_whereTheEndpointRefused() {
    settled(TWO_A_MINUTE, new Charge.Counted());

    assertThat(state.counts(ITEM)).isEqualTo(counts(1, 0));
  }

  @Test
  void countsAllThatWasReserved_whereNobodyKnows() {
    settled(TWO_A_MINUTE, new Charge.Reserved());

    assertThat(state.counts(ITEM)).isEqualTo(counts(1, 100));
    assertThat(state.leases(ITEM)).isZero();
  }

  @Test
  void settlesOnce() {
    var lease = granted(TWO_A_MINUTE, SMALL).lease();

    assertThat(lease.settle(new Charge.Used(1, 1), AMPLE)).isEqualTo(Settlement.DONE);
    assertThat(lease.settle(new Charge.Used(1, 1), AMPLE)).isEqualTo(Settlement.GONE);
    assertThat(state.counts(ITEM)).isEqualTo(counts(1, 2));
  }

  /** A window that is over lets nobody in, and nobody asks how full it was. */
  @Test
  void settlesWindowsThatAreNotOver() {
    var lease = granted(TWO_A_MINUTE, SMALL).lease();
    state.clock.set("2026-11-26T00:01:00Z");

    lease.settle(new Charge.Used(1, 1), AMPLE);

    assertThat(state.counts(ITEM))
        .isEqualTo(Map.of("requests_month_202611", 1L, "tokens_month_202611", 2L));
  }

  @Test
  void givesBackWhatAKilledFunctionHeld_onceItsLeaseHasExpired() {
    var limits = limits(new Limit(Measure.REQUESTS, Window.DAY, 2));
    var killed = granted(limits, SMALL).lease();
    granted(limits, SMALL).lease().settle(new Charge.Used(1, 1), AMPLE);
    exceeded(limits, SMALL);

    state.clock.passes(LEASE.minusSeconds(20));
    exceeded(limits, SMALL);
    state.clock.passes(Duration.ofSeconds(20));
    granted(limits, SMALL);

    exceeded(limits, SMALL);
    assertThat(killed.settle(new Charge.Used(1, 1), AMPLE)).isEqualTo(Settlement.GONE);
    assertThat(state.counts(ITEM)).containsEntry("tokens_day_20782", 2L + 100);
  }

  @Test
  void givesBackTheSameLeaseOnce_whateverTheNumberOfProcesses() {
    var limits = limits(new Limit(Measure.REQUESTS, Window.DAY, 3));
    granted(limits, SMALL);
    state.clock.passes(LEASE);
    var one = granted(limits, SMALL).lease();
    var other = granted(limits, SMALL).lease();

    assertThat(one.settle(new Charge.Counted(), AMPLE)).isEqualTo(Settlement.DONE);
    assertThat(other.settle(new Charge.Counted(), AMPLE)).isEqualTo(Settlement.DONE);

    assertThat(state.counts(ITEM)).containsEntry("requests_day_20782", 2L);
    assertThat(state.leases(ITEM)).isZero();
  }

  @Test
  void givesBackAsManyLeasesAsARequestNeeds() {
    for (var i = 0; i < 10; i++) {
      granted(THOUSAND_TOKENS_A_DAY, SMALL);
    }
    state.clock.passes(LEASE);

    granted(THOUSAND_TOKENS_A_DAY, new Demand(0, 950));

    assertThat(state.counts(ITEM)).containsEntry("tokens_day_20782", 950L);
  }

  @Test
  void removesWindowsThatAreOver_whileItSettles() {
    granted(TWO_A_MINUTE, SMALL);
    state.clock.set("2026-11-25T10:22:30Z");
    settled(TWO_A_MINUTE, new Charge.Counted());

    assertThat(state.counts(ITEM).keySet())
        .containsExactlyInAnyOrder(
            "requests_minute_29926702",
            "tokens_minute_29926702",
            "requests_day_20782",
            "tokens_day_20782",
            "requests_month_202611",
            "tokens_month_202611");
  }

  @Test
  void letsTheItemExpire_aDayAfterTheMonth() {
    granted(TWO_A_MINUTE, SMALL);

    assertThat(state.attributes(ITEM).get("expires"))
        .isEqualTo(new Value.Number(Instant.parse("2026-12-02T00:00:00Z").getEpochSecond()));
  }

  /** One clock is 15 seconds ahead of the other, in the last seconds of a minute. */
  @Test
  void holdsLimits_whereClocksDiffer() {
    state.clock.set("2026-11-25T10:20:50Z");
    var behind = quotas(state.table, state.clock);
    var ahead = quotas(state.table, state.clock.offBy(Duration.ofSeconds(15)));

    var lease = granted(behind, TWO_A_MINUTE, SMALL).lease();
    granted(behind, TWO_A_MINUTE, SMALL);
    granted(ahead, TWO_A_MINUTE, SMALL).lease().settle(new Charge.Refunded(), AMPLE);
    lease.settle(new Charge.Counted(), AMPLE);

    assertThat(reserve(behind, TWO_A_MINUTE, SMALL)).isInstanceOf(Reservation.Exceeded.class);
    assertThat(state.counts(ITEM))
        .containsEntry("requests_minute_29926700", 2L)
        .containsEntry("requests_minute_29926701", 0L);
  }

  @Test
  void isUnavailable_whereTheTableIs() {
    state.table.failsNextUpdates(Fault.LOST, Fault.LOST);

    assertThat(reserve(state.quotas(), TWO_A_MINUTE, SMALL))
        .isEqualTo(new Reservation.Unavailable());
  }

  @Test
  void letsCallsPassUncounted_whereTheTableIsAway_ifToldSo() {
    state.table.failsNextUpdates(Fault.LOST, Fault.LOST);
    var quotas = new Quotas(state.table, TableFailure.PASS, SpendCeiling.NONE, state.clock);

    var granted = granted(quotas, TWO_A_MINUTE, SMALL);

    assertThat(granted.uncounted()).isTrue();
    assertThat(granted.lease().settle(new Charge.Used(1, 1), AMPLE)).isEqualTo(Settlement.DONE);
    assertThat(state.attributes(ITEM)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST", "REPLY_LOST"})
  void countsOnce_whatItAsksTwice(Fault fault) {
    state.table.failsNextUpdates(fault);
    var lease = granted(TWO_A_MINUTE, SMALL).lease();
    assertThat(state.counts(ITEM)).isEqualTo(counts(1, 100));

    state.table.failsNextUpdates(fault);
    lease.settle(new Charge.Used(1, 1), AMPLE);
    assertThat(state.counts(ITEM)).isEqualTo(counts(1, 2));
  }

  @Test
  void freesWhatAnUnknownUpdateReserved_onceItHasExpired() {
    var limits = limits(new Limit(Measure.REQUESTS, Window.DAY, 1));
    state.table.failsNextUpdates(Fault.REPLY_LOST, Fault.LOST);
    assertThat(reserve(state.quotas(), limits, SMALL)).isEqualTo(new Reservation.Unavailable());
    exceeded(limits, SMALL);

    state.clock.passes(LEASE);
    granted(limits, SMALL);
  }

  @Test
  void swallowsThatSettlingFails() {
    var lease = granted(TWO_A_MINUTE, SMALL).lease();
    state.table.failsNextUpdates(Fault.LOST, Fault.LOST);

    assertThat(lease.settle(new Charge.Used(1, 1), AMPLE)).isEqualTo(Settlement.FAILED);
    assertThat(lease.settle(new Charge.Used(1, 1), AMPLE)).isEqualTo(Settlement.DONE);
  }

  @Test
  void ignoresAttributesOfOthers() {
    var foreign =
        new ItemUpdate(
            ITEM,
            "SET lease_a = :text, lease_AAAAAAAA = :text, tokens_year_2026 = :one, x = :one,"
                + " requests_month_999999999 = :one, lease_BBBBBBBB = :zero",
            Optional.empty(),
            Map.of(),
            Map.of(
                ":text", new Value.Text("1:r"),
                ":one", new Value.Number(1),
                ":zero", new Value.Text("0:0:x1")));
    state.table.update(foreign, AMPLE);

    settled(TWO_A_MINUTE, new Charge.Used(1, 1));

    assertThat(state.attributes(ITEM)).containsKeys("lease_a", "lease_AAAAAAAA", "x");
  }

  @Test
  void tellsWhatIsLeft_withThisCall() {
    var limits =
        limits(
            new Limit(Measure.REQUESTS, Window.MINUTE, 4),
            new Limit(Measure.TOKENS, Window.DAY, 1000));

    var granted = granted(limits, SMALL);

    assertThat(granted.limits().share()).hasValue(25);
    assertThat(granted.limits().headers()).containsEntry(ClientHeader.REMAINING_REQUESTS, "3");
  }

  private static Map<String, Long> counts(long requests, long tokens) {
    return Map.of(
        "requests_minute_29926700", requests,
        "requests_day_20782", requests,
        "requests_month_202611", requests,
        "tokens_minute_29926700", tokens,
        "tokens_day_20782", tokens,
        "tokens_month_202611", tokens);
  }

  private Settlement settled(PlanLimits limits, Charge charge) {
    return granted(limits, SMALL).lease().settle(charge, AMPLE);
  }

  private Reservation.Granted granted(PlanLimits limits, Demand demand) {
    return granted(state.quotas(), limits, demand);
  }

  private static Reservation.Granted granted(Quotas quotas, PlanLimits limits, Demand demand) {
    var reservation = reserve(quotas, limits, demand);
    assertThat(reservation).isInstanceOf(Reservation.Granted.class);
    return (Reservation.Granted) reservation;
  }

  private Reservation.Exceeded exceeded(PlanLimits limits, Demand demand) {
    var reservation = reserve(state.quotas(), limits, demand);
    assertThat(reservation).isInstanceOf(Reservation.Exceeded.class);
    return (Reservation.Exceeded) reservation;
  }

  private static Reservation reserve(Quotas quotas, PlanLimits limits, Demand demand) {
    return quotas.reserve("acme", limits, demand, deadline());
  }
}
