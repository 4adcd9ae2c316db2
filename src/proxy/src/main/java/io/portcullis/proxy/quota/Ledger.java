package io.portcullis.proxy.quota;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.table.TableReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An item in which calls reserve what they may use, by one conditional update before and one after.
 *
 * <p>What a call may use is counted at once, and held by a lease. Settling ends the lease and puts
 * in what was used. A lease that is not settled in time, since its function was killed or the table
 * did not answer, counts from then on as if it had never been taken: whoever needs the room, or
 * settles a call of its own, ends it on condition that it is still there, so that it is given back
 * once. Charging it would take from customers what failures of the gateway held, for a whole month.
 */
final class Ledger {
  /** A healthy update takes milliseconds; this one may be made twice before a call is refused. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Longer than the deadline that the lease is of: for settling, and for clocks that differ. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /** Each try that fails was in the way of another call that got through. */
  private static final int TRIES = 10;

  /** An expression has 300 operators and functions at most; a lease needs two. */
  private static final int GIVEN_BACK_AT_ONCE = 100;

  private final Table table;
  private final String id;
  private final Tariff tariff;
  private final List<Limit> limits;
  private final InstantSource clock;

  Ledger(Table table, String id, Tariff tariff, List<Limit> limits, InstantSource clock) {
    this.table = table;
    this.id = id;
    this.tariff = tariff;
    this.limits = List.copyOf(limits);
    this.clock = clock;
  }

  /** What became of reserving. */
  sealed interface Outcome {
    record Taken(Lease lease, RateLimits limits) implements Outcome {}

    /** There is not enough room for so much. */
    record Full(Map<Measure, Long> amounts, RateLimits limits) implements Outcome {}

    /** No window can ever have that much; nobody asked the table. */
    record Impossible(Map<Measure, Long> amounts, Limit limit) implements Outcome {}

    record Unavailable() implements Outcome {}
  }

  boolean isLimited() {
    return !limits.isEmpty();
  }

  Outcome reserve(Demand demand, Deadline deadline) {
    var now = clock.instant();
    var lease = HeldLease.take(tariff.amounts(Usage.of(demand)), now, deadline.left().plus(MARGIN));
    var needed = limits.stream().filter(limit -> lease.in(limit.counter(now)) > 0).toList();
    for (var limit : needed) {
      if (lease.in(limit.counter(now)) > limit.most()) {
        return new Outcome.Impossible(lease.amounts(), limit);
      }
    }
    var ended = List.<HeldLease>of();
    var item = LedgerItem.EMPTY;
    for (var tries = 0; tries < TRIES; tries++) {
      var update = new LedgerUpdate().take(lease, now).giveBack(ended, now);
      needed.forEach(limit -> update.within(limit, now));
      var reply = made(update, () -> deadline.leftAtMost(TIMEOUT));
      if (reply instanceof TableReply.Unavailable) {
        return new Outcome.Unavailable();
      }
      item = item(reply);
      // Refused for its own lease: the first reply was lost.
      if (reply instanceof TableReply.Item || item.has(lease)) {
        return new Outcome.Taken(settled(lease, demand, item), RateLimits.of(limits, item, now));
      }
      ended = makingRoom(lease, needed, item, now);
      if (ended.isEmpty()) {
        break;
      }
    }
    return new Outcome.Full(lease.amounts(), RateLimits.of(limits, item, now));
  }

  /** A few leases that have expired and without which there is room; none if there is no room. */
  private List<HeldLease> makingRoom(
      HeldLease lease, List<Limit> needed, LedgerItem item, Instant now) {
    var expired = new ArrayList<>(item.expired(now));
    // So that those who try at once do not all end the same ones.
    Collections.shuffle(expired);
    var ended = new ArrayList<HeldLease>();
    for (var candidate : expired.subList(0, Math.min(expired.size(), GIVEN_BACK_AT_ONCE))) {
      ended.add(candidate);
      if (needed.stream().allMatch(limit -> fits(lease, limit, item, ended, now))) {
        return ended;
      }
    }
    return List.of();
  }

  private static boolean fits(
      HeldLease lease, Limit limit, LedgerItem item, List<HeldLease> ended, Instant now) {
    var counter = limit.counter(now);
    var given = ended.stream().mapToLong(other -> other.in(counter)).sum();
    return item.count(counter) - given + lease.in(counter) <= limit.most();
  }

  private Lease settled(HeldLease lease, Demand demand, LedgerItem item) {
    return (charge, timeout) ->
        settle(lease, tariff.amounts(Usage.of(charge, demand)), item, timeout);
  }

  private Settlement settle(
      HeldLease lease, Map<Measure, Long> used, LedgerItem item, Duration timeout) {
    var now = clock.instant();
    var expired = item.expired(now).stream().filter(other -> !other.equals(lease));
    var reply =
        made(
            new LedgerUpdate()
                .end(lease, used, now)
                .giveBack(expired.limit(GIVEN_BACK_AT_ONCE).toList(), now)
                .remove(item.past(now)),
            () -> timeout);
    if (reply instanceof TableReply.Refused && item(reply).has(lease)) {
      // Somebody else has ended one of the others.
      reply = made(new LedgerUpdate().end(lease, used, now), () -> timeout);
    }
    if (reply instanceof TableReply.Unavailable) {
      return Settlement.FAILED;
    }
    return reply instanceof TableReply.Item ? Settlement.DONE : Settlement.GONE;
  }

  /**
   * Makes an update, and once more where nobody knows what became of it: its condition on its own
   * lease lets it through once.
   */
  private TableReply made(LedgerUpdate update, Supplier<Duration> timeout) {
    var change = update.of(id);
    var reply = table.update(change, timeout.get());
    return reply instanceof TableReply.Unavailable ? table.update(change, timeout.get()) : reply;
  }

  private static LedgerItem item(TableReply reply) {
    if (reply instanceof TableReply.Item item) {
      return new LedgerItem(item.attributes());
    }
    return reply instanceof TableReply.Refused refused
        ? new LedgerItem(refused.attributes())
        : LedgerItem.EMPTY;
  }
}
