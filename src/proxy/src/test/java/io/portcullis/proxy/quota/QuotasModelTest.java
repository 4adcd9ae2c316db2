package io.portcullis.proxy.quota;

import static io.portcullis.proxy.quota.QuotaTable.AMPLE;
import static io.portcullis.proxy.quota.QuotaTable.deadline;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.table.UnreliableTable.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of three processes whose clocks differ, whose calls of the table fail and that
 * are killed, against the rule in memory.
 */
@Timeout(300)
class QuotasModelTest {
  private static final int STEPS = 200;
  private static final Duration SKEW = Duration.ofSeconds(7);
  private static final String ITEM = "customer#acme";

  private static final List<Limit> LIMITS =
      List.of(
          new Limit(Measure.REQUESTS, Window.MINUTE, 5),
          new Limit(Measure.TOKENS, Window.DAY, 4000),
          new Limit(Measure.TOKENS, Window.MONTH, 6000));

  private final QuotaTable state = new QuotaTable();
  private final QuotaModel model = new QuotaModel();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void limitsHold_andEveryCountIsWhatWasCharged(long seed) {
    var random = new Random(seed);
    // A day ends while it runs, and for every other seed the month.
    state.clock.set("2026-11-%dT23:50:00Z".formatted(29 + seed % 2));
    state.clock.passes(Duration.ofSeconds(random.nextInt(540)));
    var clocks = Stream.of(SKEW, Duration.ZERO, SKEW.negated()).map(state.clock::offBy).toList();

    for (var step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4 -> reserve(clocks.get(random.nextInt(clocks.size())), random);
        case 5, 6, 7 -> settle(random);
        case 8 -> kill(random);
        default -> state.clock.passes(Duration.ofSeconds(random.nextInt(30)));
      }
      countsAreExact();
    }

    state.clock.passes(Duration.ofMinutes(2));
    lastCall().settle(new Charge.Refunded(), AMPLE);
    countsAreExact();
    assertThat(state.leases(ITEM)).isZero();
  }

  private void reserve(InstantSource clock, Random random) {
    var demand = new Demand(random.nextInt(300), random.nextInt(300));
    var faults = random.nextInt(20);
    if (faults < 3) {
      state.table.failsNextUpdates(faults == 0 ? Fault.LOST : Fault.REPLY_LOST);
    } else if (faults == 3) {
      state.table.failsNextUpdates(Fault.REPLY_LOST, Fault.LOST);
    }
    var now = clock.instant();
    var reservation =
        QuotaTable.quotas(state.table, clock)
            .reserve("acme", new PlanLimits(LIMITS), demand, deadline());

    if (reservation instanceof Reservation.Granted granted) {
      model.open.add(new QuotaModel.Call(granted.lease(), now, demand));
      for (var limit : LIMITS) {
        var counter = limit.counter(now);
        assertThat(model.atLeast(counter, latest()))
            .as("what is used of %s", counter)
            .isLessThanOrEqualTo(limit.most());
      }
    } else if (reservation instanceof Reservation.Exceeded) {
      assertThat(LIMITS)
          .as("limits that %s is above", demand)
          .anyMatch(
              limit ->
                  model.atMost(limit.counter(now), now) + amount(limit, demand) > limit.most());
    } else {
      model.leaked.add(new QuotaModel.Call(Lease.NONE, now, demand));
    }
  }

  private static long amount(Limit limit, Demand demand) {
    return limit.measure() == Measure.REQUESTS ? 1 : demand.inputTokens() + demand.outputTokens();
  }

  private void settle(Random random) {
    if (model.open.isEmpty()) {
      return;
    }
    var call = model.open.remove(random.nextInt(model.open.size()));
    var expired = call.mayHaveExpired(latest());
    var fault = random.nextInt(8);
    if (fault < 2 && !expired) {
      state.table.failsNextUpdates(fault == 0 ? Fault.LOST : Fault.REPLY_LOST);
    }
    var input = random.nextInt((int) call.demand().inputTokens() + 1);
    var output = random.nextInt((int) call.demand().outputTokens() + 1);
    var charge =
        List.of(
                new Charge.Used(input, output),
                new Charge.Refunded(),
                new Charge.Counted(),
                new Charge.Reserved())
            .get(random.nextInt(4));

    var settlement = call.lease().settle(charge, AMPLE);

    if (!expired || settlement == Settlement.DONE) {
      var usage = Usage.of(charge, call.demand());
      model.charge(call, usage.requests(), usage.inputTokens() + usage.outputTokens());
    }
  }

  private void kill(Random random) {
    if (!model.open.isEmpty()) {
      model.leaked.add(model.open.remove(random.nextInt(model.open.size())));
    }
  }

  /** Of the windows that it is now: what was charged, and what the leases hold that are there. */
  private void countsAreExact() {
    var now = state.clock.instant();
    var item = new LedgerItem(state.attributes(ITEM));
    for (var measure : List.of(Measure.REQUESTS, Measure.TOKENS)) {
      for (var window : Window.values()) {
        var counter = Counter.at(measure, window, now);
        var held = item.expired(Instant.MAX).stream().mapToLong(lease -> lease.in(counter)).sum();
        assertThat(item.count(counter))
            .as(counter.attribute())
            .isEqualTo(model.charged(counter) + held);
      }
    }
    for (var limit : LIMITS) {
      assertThat(item.count(limit.counter(now))).isLessThanOrEqualTo(limit.most());
    }
  }

  private Instant latest() {
    return state.clock.instant().plus(SKEW);
  }

  /** Of a call under a limit that nothing is above. */
  private Lease lastCall() {
    var plan = QuotaTable.limits(new Limit(Measure.REQUESTS, Window.MONTH, 1_000_000));
    var reservation = state.quotas().reserve("acme", plan, new Demand(0, 1), deadline());
    assertThat(reservation).isInstanceOf(Reservation.Granted.class);
    return ((Reservation.Granted) reservation).lease();
  }
}
