package io.portcullis.proxy.quota;

import static io.portcullis.proxy.quota.QuotaTable.AMPLE;
import static io.portcullis.proxy.quota.QuotaTable.deadline;
import static io.portcullis.proxy.quota.QuotaTable.dollars;
import static io.portcullis.proxy.quota.QuotaTable.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusalDetail;
import io.portcullis.proxy.table.UnreliableTable.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The spend ceiling, in DynamoDB Local. */
@Timeout(60)
class SpendTest {
  private static final Demand SMALL = new Demand(10, 90);
  private static final PlanLimits TEN_A_DAY = limits(new Limit(Measure.REQUESTS, Window.DAY, 10));

  private final QuotaTable state = new QuotaTable();

  @Test
  void reservesWhatACallMayCost_andSettlesWhatItDid() {
    var quotas = quotas(dollars("1", "0", "0.2", "0.6"));

    var lease = granted(quotas, PlanLimits.NONE).lease();
    assertThat(spent()).isEqualTo(10 * 200 + 90 * 600);

    lease.settle(new Charge.Used(7, 11), AMPLE);
    assertThat(spent()).isEqualTo(7 * 200 + 11 * 600);
    assertThat(state.counts("spend").keySet())
        .containsExactly("nanodollars_day_20782", "nanodollars_month_202611");
  }

  /** Above a whole number of nanodollars by a hundredth. */
  @Test
  void roundsUp_onceACall() {
    var quotas = quotas(dollars("1", "0", "0.0001", "0.00001"));

    granted(quotas, PlanLimits.NONE).lease().settle(new Charge.Used(10, 1), AMPLE);

    assertThat(spent()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsAboveTheCeiling_withoutFiguresOrATime() {
    var quotas = quotas(dollars("0", "0.000100", "0.2", "0.6"));
    granted(quotas, PlanLimits.NONE);

    var exceeded = exceeded(quotas, PlanLimits.NONE);
    assertThat(exceeded.code()).isEqualTo(RefusalCode.QUOTA_SPEND_EXCEEDED);
    assertThat(exceeded.detail()).isEqualTo(RefusalDetail.of(RefusalCode.QUOTA_SPEND_EXCEEDED));
    assertThat(exceeded.headers()).containsExactly(Map.entry(ClientHeader.SHOULD_RETRY, "false"));
    assertThat(exceeded.limits().spendShare()).hasValue(56);
  }

  @Test
  void countsNothingAgainstACustomer_whoseCallItRefuses() {
    var quotas = quotas(dollars("0.000100", "0", "0.2", "0.6"));
    granted(quotas, TEN_A_DAY);

    exceeded(quotas, TEN_A_DAY);

    assertThat(state.counts("customer#acme")).containsEntry("requests_day_20782", 1L);
    assertThat(state.leases("customer#acme")).isEqualTo(1);
  }

  @Test
  void countsNothingAgainstACustomer_whereItCannotBeAsked() {
    var quotas = quotas(dollars("1", "0", "0.2", "0.6"));
    state.table.failsNextUpdates(Fault.NONE, Fault.LOST, Fault.LOST);

    assertThat(reserve(quotas, TEN_A_DAY)).isEqualTo(new Reservation.Unavailable());
    assertThat(state.counts("customer#acme")).containsEntry("requests_day_20782", 0L);
    assertThat(state.leases("customer#acme")).isZero();
  }

  /** The item of all customers takes 1,000 updates a second. */
  @Test
  void isNotAskedForCalls_thatACustomersLimitsRefuse() {
    var quotas = quotas(dollars("1", "0", "0.2", "0.6"));
    granted(quotas, limits(new Limit(Measure.REQUESTS, Window.DAY, 1)));

    exceeded(quotas, limits(new Limit(Measure.REQUESTS, Window.DAY, 1)));

    assertThat(state.table.writes()).hasSize(3);
  }

  @Test
  void isOfAllCustomersTogether() {
    var quotas = quotas(dollars("0.000100", "0", "0.2", "0.6"));
    granted(quotas, TEN_A_DAY);

    assertThat(quotas.reserve("initech", TEN_A_DAY, SMALL, deadline()))
        .isInstanceOf(Reservation.Exceeded.class);
  }

  @Test
  void isSettledWithTheCustomersLimits() {
    var quotas = quotas(dollars("1", "0", "0.2", "0.6"));
    var granted = granted(quotas, TEN_A_DAY);

    assertThat(granted.lease().settle(new Charge.Used(1, 1), AMPLE)).isEqualTo(Settlement.DONE);
    assertThat(spent()).isEqualTo(800);
    assertThat(state.counts("customer#acme")).containsEntry("tokens_day_20782", 2L);
    assertThat(granted.limits().share()).hasValue(10);
    assertThat(granted.limits().spendShare()).hasValue(0);
    assertThat(granted.limits().headers().get(ClientHeader.RATE_LIMIT_POLICY))
        .isEqualTo("\"requests-day\";q=10;w=86400");
  }

  @Test
  void failsToSettle_whereOneOfTwoUpdatesFails() {
    var granted = granted(quotas(dollars("1", "0", "0.2", "0.6")), TEN_A_DAY);
    state.table.failsNextUpdates(Fault.LOST, Fault.LOST);

    assertThat(granted.lease().settle(new Charge.Used(1, 1), AMPLE)).isEqualTo(Settlement.FAILED);
    assertThat(spent()).isEqualTo(800);
  }

  @Test
  void givesBackWhatAKilledFunctionHeld() {
    var quotas = quotas(dollars("0.000100", "0", "0.2", "0.6"));
    granted(quotas, PlanLimits.NONE);
    exceeded(quotas, PlanLimits.NONE);

    state.clock.passes(Duration.ofSeconds(92));
    granted(quotas, PlanLimits.NONE);
  }

  private long spent() {
    return state.counts("spend").get("nanodollars_day_20782");
  }

  private Quotas quotas(SpendCeiling ceiling) {
    return new Quotas(state.table, TableFailure.REFUSE, ceiling, state.clock);
  }

  private static Reservation.Granted granted(Quotas quotas, PlanLimits limits) {
    var reservation = reserve(quotas, limits);
    assertThat(reservation).isInstanceOf(Reservation.Granted.class);
    return (Reservation.Granted) reservation;
  }

  private static Reservation.Exceeded exceeded(Quotas quotas, PlanLimits limits) {
    var reservation = reserve(quotas, limits);
    assertThat(reservation).isInstanceOf(Reservation.Exceeded.class);
    return (Reservation.Exceeded) reservation;
  }

  private static Reservation reserve(Quotas quotas, PlanLimits limits) {
    return quotas.reserve("acme", limits, SMALL, deadline());
  }
}
