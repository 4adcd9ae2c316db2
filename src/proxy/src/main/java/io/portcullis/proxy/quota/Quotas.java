package io.portcullis.proxy.quota;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusalDetail;
import io.portcullis.proxy.table.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The limits of every customer, and the spend ceiling of all of them together. A call is reserved
 * in the customer's item by one update and settled by another; the same again in the item of the
 * ceiling, where there is one. What nothing limits costs no update.
 *
 * <p>All calls of a customer change one item, and all calls under a spend ceiling change one more.
 * An item takes about 1,000 write units a second ("Best practices for designing and using partition
 * keys effectively"), and an update one for each kilobyte, which some 25 calls at once fill: 500
 * calls a second as long as they are so few, and nearly 400 at once that take 10 seconds each.
 */
public final class Quotas {
  /** If it is too short the lease expires. */
  private static final Duration ROLL_BACK_TIMEOUT = Duration.ofSeconds(1);

  private final Table table;
  private final TableFailure failure;
  private final SpendCeiling ceiling;
  private final InstantSource clock;

  public Quotas(Table table, TableFailure failure, SpendCeiling ceiling, InstantSource clock) {
    this.table = table;
    this.failure = failure;
    this.ceiling = ceiling;
    this.clock = clock;
  }

  /**
   * Reserves what a call may use.
   *
   * @param consumer name of the customer, or id of the API key of none
   * @param deadline of the call, which the lease outlives
   */
  public Reservation reserve(String consumer, PlanLimits limits, Demand demand, Deadline deadline) {
    var taken = new ArrayList<Lease>();
    var left = RateLimits.NONE;
    var uncounted = false;
    for (var ledger : ledgers(consumer, limits)) {
      var outcome = ledger.reserve(demand, deadline);
      if (outcome instanceof Ledger.Outcome.Taken one) {
        taken.add(one.lease());
        left = left.and(one.limits());
      } else if (outcome instanceof Ledger.Outcome.Unavailable && failure == TableFailure.PASS) {
        uncounted = true;
      } else {
        settle(taken, new Charge.Refunded(), ROLL_BACK_TIMEOUT);
        return refused(outcome, left);
      }
    }
    return new Reservation.Granted(
        (charge, timeout) -> settle(taken, charge, timeout), left, uncounted);
  }

  /** In this order: what a customer's limits refuse is no write of the item that all share. */
  private List<Ledger> ledgers(String consumer, PlanLimits limits) {
    return List.of(
            new Ledger(
                table, "customer#" + consumer, Tariff.REQUESTS_AND_TOKENS, limits.limits(), clock),
            new Ledger(table, "spend", ceiling.tariff(), ceiling.limits(), clock))
        .stream()
        .filter(Ledger::isLimited)
        .toList();
  }

  private static Reservation refused(Ledger.Outcome outcome, RateLimits before) {
    if (outcome instanceof Ledger.Outcome.Full full) {
      var limits = before.and(full.limits());
      return full.limits()
          .inTheWay(full.amounts())
          .<Reservation>map(window -> exceeded(window, full.amounts(), limits))
          .orElseGet(Reservation.Unavailable::new);
    }
    return outcome instanceof Ledger.Outcome.Impossible impossible
        ? impossible(impossible.limit(), impossible.amounts(), before)
        : new Reservation.Unavailable();
  }

  private static Reservation exceeded(
      RateLimits.Left window, Map<Measure, Long> amounts, RateLimits limits) {
    var limit = window.limit();
    if (limit.measure() == Measure.NANODOLLARS) {
      return spendExceeded(limits);
    }
    var sentence =
        "Of this customer's %d %s a %s, %d are left until %s; this request may need %d."
            .formatted(
                limit.most(),
                limit.measure().word(),
                limit.window().word(),
                window.left(),
                window.end(),
                amounts.get(limit.measure()));
    return new Reservation.Exceeded(
        code(limit),
        new RefusalDetail(sentence, Optional.empty()),
        limits,
        Optional.of(window.reset()));
  }

  private static Reservation impossible(
      Limit limit, Map<Measure, Long> amounts, RateLimits limits) {
    if (limit.measure() == Measure.NANODOLLARS) {
      return spendExceeded(limits);
    }
    var sentence =
        "This request may need %d %s, more than the %d a %s that this customer has at all."
            .formatted(
                amounts.get(limit.measure()),
                limit.measure().word(),
                limit.most(),
                limit.window().word());
    return new Reservation.Exceeded(
        code(limit), new RefusalDetail(sentence, Optional.empty()), limits, Optional.empty());
  }

  /** Without figures, which are the operator's, and without a time: it is up to the operator. */
  private static Reservation spendExceeded(RateLimits limits) {
    var code = RefusalCode.QUOTA_SPEND_EXCEEDED;
    return new Reservation.Exceeded(code, RefusalDetail.of(code), limits, Optional.empty());
  }

  private static RefusalCode code(Limit limit) {
    return limit.measure() == Measure.REQUESTS
        ? RefusalCode.QUOTA_REQUESTS_EXCEEDED
        : RefusalCode.QUOTA_TOKENS_EXCEEDED;
  }

  /** The worst of what becomes of each. */
  private static Settlement settle(List<Lease> leases, Charge charge, Duration timeout) {
    return leases.stream()
        .map(lease -> lease.settle(charge, timeout))
        .max(Comparator.naturalOrder())
        .orElse(Settlement.DONE);
  }
}
