package io.portcullis.proxy.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.breaker.Verdict.Mode;
import io.portcullis.proxy.breaker.Verdict.Open;
import io.portcullis.proxy.breaker.Verdict.Pass;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.outcome.Outcome;
import io.portcullis.proxy.table.Fleet;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.NoTable;
import io.portcullis.proxy.table.SetClock;
import io.portcullis.proxy.table.UnreliableTable;
import io.portcullis.proxy.table.UnreliableTable.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakerTest {
  private static final BreakerSettings SETTINGS =
      new BreakerSettings(5, Duration.ofSeconds(15), Duration.ofMinutes(2));

  private final SetClock clock = new SetClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final UnreliableTable table = new UnreliableTable(LocalTable.create());
  private final Breaker breaker = process();

  @Test
  void writesNothing_whileTheEndpointWorks() {
    for (var second = 0; second < 120; second++) {
      calls(breaker, 5, Result.WORKED);
      clock.passes(Duration.ofSeconds(1));
    }

    assertThat(table.writes()).isEmpty();
    assertThat(table.reads()).hasSize(120);
  }

  @Test
  void readsOnceASecond_andAheadWhereThatIsAskedFor() {
    breaker.refresh(deadline());
    calls(breaker, 100, Result.WORKED);

    assertThat(table.reads()).containsExactly("breaker");
  }

  @Test
  void opensAtTheFifthFailure_andSaysForHowLong() {
    assertThat(calls(breaker, 4, Result.FAILED)).containsOnly(false);

    assertThat(calls(breaker, 1, Result.FAILED)).containsExactly(true);
    assertThat(ask(breaker)).isEqualTo(new Open(Duration.ofSeconds(15)));
  }

  @Test
  void opensForTheWholeFleet_withinASecond() {
    var other = process();
    assertThat(mode(other)).isEqualTo(Mode.CLOSED);
    calls(breaker, 5, Result.FAILED);

    clock.passes(Duration.ofSeconds(1));

    assertThat(ask(other)).isEqualTo(new Open(Duration.ofSeconds(14)));
  }

  @Test
  void countsFailuresOfAllProcesses() {
    var processes = Stream.generate(this::process).limit(5).toList();

    var opened = processes.stream().flatMap(p -> calls(p, 1, Result.FAILED).stream()).toList();

    assertThat(opened).containsExactly(false, false, false, false, true);
  }

  /** It answers most of what it is asked. */
  @Test
  void staysClosed_whileFewerThanHalfFail() {
    calls(breaker, 1, Result.FAILED);
    calls(breaker, 20, Result.WORKED);

    assertThat(calls(breaker, 18, Result.FAILED)).containsOnly(false);
    assertThat(calls(breaker, 1, Result.FAILED)).containsExactly(true);
  }

  /** Else it would open the later, the more calls an outage meets. */
  @Test
  void opensAfterFiveFailures_howeverMuchWorkedBefore() {
    calls(breaker, 1000, Result.WORKED);

    assertThat(calls(breaker, 4, Result.FAILED)).containsOnly(false);
    assertThat(calls(breaker, 1, Result.FAILED)).containsExactly(true);
  }

  @Test
  void forgetsAfterHalfAMinute() {
    calls(breaker, 4, Result.FAILED);
    clock.passes(Duration.ofSeconds(31));

    assertThat(calls(breaker, 4, Result.FAILED)).containsOnly(false);
  }

  /** Warming, a mistake of a caller's, and a call that was never made. */
  @ParameterizedTest
  @EnumSource(names = {"WORKED", "NOTHING"})
  void staysClosed_forWhatIsNoFault(Result result) {
    calls(breaker, 100, result);

    assertThat(mode(breaker)).isEqualTo(Mode.CLOSED);
    assertThat(table.writes()).isEmpty();
  }

  @Test
  void takesWarmingForNoFault() {
    assertThat(Stream.of(Outcome.values()).filter(o -> Result.of(o) == Result.FAILED))
        .containsExactly(Outcome.REFUSED_SAFE, Outcome.FAULT);
    assertThat(Stream.of(Outcome.values()).filter(o -> Result.of(o) == Result.WORKED))
        .containsExactly(Outcome.ANSWERED);
  }

  @Test
  void letsOneProbeThrough_whenItsTimeIsOver() {
    calls(breaker, 5, Result.FAILED);
    clock.passes(Duration.ofSeconds(15));

    assertThat(mode(breaker)).isEqualTo(Mode.PROBE);
    assertThat(ask(breaker)).isEqualTo(new Open(Duration.ofSeconds(15)));
    assertThat(ask(process())).isInstanceOf(Open.class);
  }

  @Test
  void closesForAll_whenTheProbeWorks() {
    open(breaker);
    report(breaker, Result.WORKED);
    var other = process();

    assertThat(mode(breaker)).isEqualTo(Mode.CLOSED);
    assertThat(mode(other)).isEqualTo(Mode.CLOSED);
    assertThat(calls(other, 4, Result.FAILED)).containsOnly(false);
  }

  @Test
  void opensForTwiceAsLong_eachTimeThatAProbeFails() {
    open(breaker);
    for (var seconds : List.of(30, 60, 120, 240, 300, 300)) {
      assertThat(report(breaker, Result.FAILED)).isTrue();
      assertThat(ask(breaker)).isEqualTo(new Open(Duration.ofSeconds(seconds)));
      clock.passes(Duration.ofSeconds(seconds));
    }
    report(breaker, Result.WORKED);

    calls(breaker, 5, Result.FAILED);

    assertThat(ask(breaker)).isEqualTo(new Open(Duration.ofSeconds(15)));
  }

  @Test
  void letsTheNextCallProbe_whenAProbeSaysNothing() {
    open(breaker);
    report(breaker, Result.NOTHING);

    assertThat(mode(breaker)).isEqualTo(Mode.PROBE);
  }

  @Test
  void letsTheNextCallProbe_whenAProberNeverCameBack() {
    open(breaker);
    ask(process());
    clock.passes(Duration.ofSeconds(19));
    assertThat(mode(breaker)).isEqualTo(Mode.OPEN);

    clock.passes(Duration.ofSeconds(1));

    assertThat(mode(breaker)).isEqualTo(Mode.PROBE);
  }

  @ParameterizedTest
  @EnumSource
  void ignoresAProbeThatComesBackTooLate(Result result) {
    open(breaker);
    var late = (Pass) ask(process());
    clock.passes(Duration.ofSeconds(20));
    var prober = (Pass) ask(breaker);

    assertThat(late.ticket().report(result)).isFalse();

    clock.passes(Duration.ofSeconds(1));
    assertThat(mode(process())).isEqualTo(Mode.OPEN);
    prober.ticket().report(Result.WORKED);
    assertThat(mode(process())).isEqualTo(Mode.CLOSED);
  }

  @Test
  void ignoresACallThatBeganBeforeItOpened() {
    var other = process();
    var late = Stream.generate(() -> (Pass) ask(other)).limit(10).toList();
    open(breaker);
    report(breaker, Result.WORKED);

    assertThat(late).noneMatch(pass -> pass.ticket().report(Result.FAILED));

    clock.passes(Duration.ofSeconds(1));
    assertThat(mode(process())).isEqualTo(Mode.CLOSED);
  }

  @Test
  void takesOneResultOfACall() {
    var pass = (Pass) ask(breaker);

    for (var i = 0; i < 10; i++) {
      pass.ticket().report(Result.FAILED);
    }

    assertThat(mode(breaker)).isEqualTo(Mode.CLOSED);
    assertThat(table.writes()).hasSize(1);
  }

  @Test
  void isOff_whereNoFailureOpensIt() {
    var off =
        new Breaker(
            new BreakerSettings(0, Duration.ofSeconds(15), Duration.ofMinutes(2)), table, clock);

    calls(off, 100, Result.FAILED);

    assertThat(mode(off)).isEqualTo(Mode.OFF);
    assertThat(table.reads()).isEmpty();
    assertThat(table.writes()).isEmpty();
  }

  @Test
  void worksAlone_whileTheTableIsAway() {
    table.fails(Fault.LOST);
    assertThat(mode(breaker)).isEqualTo(Mode.ALONE);

    assertThat(calls(breaker, 5, Result.FAILED)).endsWith(true);
    assertThat(ask(breaker)).isEqualTo(new Open(Duration.ofSeconds(15)));
    clock.passes(Duration.ofSeconds(15));
    assertThat(mode(breaker)).isEqualTo(Mode.PROBE);
    assertThat(mode(breaker)).isEqualTo(Mode.OPEN);
  }

  @Test
  void worksWithoutATable() {
    var alone = new Breaker(SETTINGS, new NoTable(), clock);

    open(alone);
    report(alone, Result.WORKED);

    assertThat(mode(alone)).isEqualTo(Mode.ALONE);
  }

  @Test
  void asksATableThatIsAwayOnceASecond() {
    table.fails(Fault.LOST);
    calls(breaker, 100, Result.WORKED);

    assertThat(table.reads()).hasSize(1);
  }

  @Test
  void comesBack_withTheTable() {
    table.fails(Fault.LOST);
    calls(breaker, 5, Result.FAILED);
    table.fails(Fault.NONE);
    clock.passes(Duration.ofSeconds(1));

    assertThat(mode(breaker)).isEqualTo(Mode.CLOSED);
    assertThat(calls(breaker, 5, Result.FAILED)).endsWith(true);
    assertThat(ask(process())).isInstanceOf(Open.class);
  }

  @Test
  void staysOpen_whenTheTableGoesAwayMeanwhile() {
    calls(breaker, 5, Result.FAILED);
    table.fails(Fault.LOST);
    clock.passes(Duration.ofSeconds(1));

    assertThat(ask(breaker)).isEqualTo(new Open(Duration.ofSeconds(14)));
  }

  @Test
  void tellsTheFleetOfAProbe_thoughAReadFailedMeanwhile() {
    open(breaker);
    var prober = (Pass) ask(breaker);
    table.fails(Fault.LOST, 1);
    clock.passes(Duration.ofSeconds(1));
    ask(breaker);

    prober.ticket().report(Result.WORKED);

    assertThat(mode(process())).isEqualTo(Mode.CLOSED);
  }

  /** Whether the probe is its own is then not known. */
  @Test
  void probesNothing_whenTheReplyIsLost() {
    open(breaker);
    breaker.refresh(deadline());
    table.fails(Fault.REPLY_LOST, 1);

    assertThat(mode(breaker)).isEqualTo(Mode.OPEN);
    assertThat(mode(process())).isEqualTo(Mode.OPEN);
  }

  @Test
  void countsAFailureOnce_whenItsReplyIsLost() {
    calls(breaker, 3, Result.FAILED);
    table.fails(Fault.REPLY_LOST, 1);
    calls(breaker, 1, Result.FAILED);
    clock.passes(Duration.ofSeconds(1));

    assertThat(calls(process(), 1, Result.FAILED)).containsExactly(true);
  }

  /** A snapshot is taken, and restored hours later. */
  @Test
  void usesNothingFromBeforeASnapshot() {
    calls(breaker, 4, Result.FAILED);
    clock.passes(Duration.ofHours(7));

    assertThat(calls(breaker, 4, Result.FAILED)).containsOnly(false);
    assertThat(mode(breaker)).isEqualTo(Mode.CLOSED);
  }

  @Test
  void doesNotStayOpen_whenTheClockIsSetBack() {
    clock.passes(Duration.ofHours(7));
    calls(breaker, 5, Result.FAILED);
    clock.passes(Duration.ofHours(-7));

    assertThat(mode(breaker)).isEqualTo(Mode.PROBE);
    assertThat(mode(process())).isEqualTo(Mode.OPEN);
  }

  @Test
  void doesNotStayProbed_whenTheClockIsSetBack() {
    clock.passes(Duration.ofHours(7));
    open(breaker);
    ask(process());
    clock.passes(Duration.ofHours(-7));

    assertThat(mode(breaker)).isEqualTo(Mode.PROBE);
  }

  @Test
  void probesOnce_inAFleetOfProcesses() {
    var shared = LocalTable.create();
    var first = new Breaker(SETTINGS, shared, clock);
    calls(first, 5, Result.FAILED);
    clock.passes(Duration.ofSeconds(15));

    var printed = Fleet.run(3, ProbingProcess.class, shared.toString(), clock.instant().toString());

    assertThat(printed).hasSize(3 * ProbingProcess.CALLS);
    assertThat(printed).filteredOn("probe"::equals).hasSize(1);
    assertThat(printed).filteredOn("open"::equals).hasSize(3 * ProbingProcess.CALLS - 1);
  }

  @Test
  void opensOnce_inAFleetOfProcesses() {
    var shared = LocalTable.create();

    var printed = Fleet.run(3, FailingProcess.class, shared.toString(), clock.instant().toString());

    assertThat(printed).filteredOn("opened"::equals).hasSize(1);
    assertThat(ask(new Breaker(SETTINGS, shared, clock))).isInstanceOf(Open.class);
  }

  private Breaker process() {
    return new Breaker(SETTINGS, table, clock);
  }

  /** Opens it, and waits until it may be probed. */
  private void open(Breaker breaker) {
    calls(breaker, 5, Result.FAILED);
    clock.passes(Duration.ofSeconds(15));
  }

  private static List<Boolean> calls(Breaker breaker, int calls, Result result) {
    return Stream.generate(() -> report(breaker, result)).limit(calls).toList();
  }

  private static boolean report(Breaker breaker, Result result) {
    return ((Pass) ask(breaker)).ticket().report(result);
  }

  private static Mode mode(Breaker breaker) {
    return ask(breaker).mode();
  }

  private static Verdict ask(Breaker breaker) {
    return breaker.ask(deadline());
  }

  /** Of twenty seconds, less what the test itself takes. */
  static Deadline deadline() {
    return Deadline.of(Duration.ofMinutes(20), () -> 20_500);
  }
}
