package io.portcullis.proxy.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.breaker.Verdict.Mode;
import io.portcullis.proxy.breaker.Verdict.Pass;
import io.portcullis.proxy.breaker.Verdict.Ticket;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.SetClock;
import io.portcullis.proxy.table.UnreliableTable;
import io.portcullis.proxy.table.UnreliableTable.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every history of a fleet, of which a few hundred random steps are tried. */
class BreakerModelTest {
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final BreakerSettings SETTINGS =
      new BreakerSettings(3, Duration.ofSeconds(15), LEASE);

  private record Running(Ticket ticket, boolean isProbe, Instant since) {}

  private final SetClock clock = new SetClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final UnreliableTable table = new UnreliableTable(LocalTable.create());
  private final List<Breaker> fleet =
      IntStream.range(0, 3).mapToObj(i -> new Breaker(SETTINGS, table, clock)).toList();
  private final List<Running> running = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void probesOneAtATime_andClosesOnceTheEndpointWorks(long seed) {
    var random = new Random(seed);
    var probes = 0;
    for (var step = 0; step < 300; step++) {
      probes += step(random) ? 1 : 0;

      assertThat(running.stream().filter(this::isProbing).count()).isLessThanOrEqualTo(1);
    }
    assertThat(probes).isPositive();
    assertHeals();
  }

  /** Also when replies are lost, and clocks jump. */
  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void closesOnceTheEndpointWorks_whateverHappenedToTableAndClock(long seed) {
    var random = new Random(seed);
    for (var step = 0; step < 300; step++) {
      step(random);
      if (random.nextInt(20) == 0) {
        table.fails(Fault.values()[random.nextInt(3)], random.nextInt(5));
      }
      if (random.nextInt(50) == 0) {
        clock.passes(Duration.ofMinutes(random.nextInt(-200, 200)));
      }
    }
    table.fails(Fault.NONE);
    assertHeals();
  }

  /** One call begins or ends, or time passes; whether a probe began. */
  private boolean step(Random random) {
    switch (random.nextInt(3)) {
      case 0 -> {
        var verdict = fleet.get(random.nextInt(fleet.size())).ask(FailingProcess.deadline());
        if (verdict instanceof Pass pass) {
          running.add(new Running(pass.ticket(), pass.mode() == Mode.PROBE, clock.instant()));
        }
        return verdict.mode() == Mode.PROBE;
      }
      case 1 -> {
        if (!running.isEmpty()) {
          var call = running.remove(random.nextInt(running.size()));
          call.ticket().report(random.nextInt(4) == 0 ? Result.WORKED : Result.FAILED);
        }
      }
      default -> clock.passes(Duration.ofMillis(random.nextInt(4000)));
    }
    return false;
  }

  private boolean isProbing(Running call) {
    return call.isProbe() && clock.instant().isBefore(call.since().plus(LEASE));
  }

  private void assertHeals() {
    // Twice: a time that was too far ahead to count may be near enough by then.
    for (var times = 0; times < 2; times++) {
      clock.passes(BreakerSettings.LONGEST);
      for (var breaker : fleet) {
        if (breaker.ask(FailingProcess.deadline()) instanceof Pass pass) {
          pass.ticket().report(Result.WORKED);
        }
      }
    }
    clock.passes(Duration.ofSeconds(1));
    assertThat(fleet)
        .extracting(breaker -> breaker.ask(FailingProcess.deadline()).mode())
        .containsOnly(Mode.CLOSED);
  }
}
