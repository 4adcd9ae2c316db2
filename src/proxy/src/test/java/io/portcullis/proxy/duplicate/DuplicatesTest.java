package io.portcullis.proxy.duplicate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.duplicate.Admission.Admitted;
import io.portcullis.proxy.duplicate.Admission.Refused;
import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.request.Route;
import io.portcullis.proxy.table.Fleet;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.NoTable;
import io.portcullis.proxy.table.SetClock;
import io.portcullis.proxy.table.TableReply;
import io.portcullis.proxy.table.UnreliableTable;
import io.portcullis.proxy.table.UnreliableTable.Fault;
import io.portcullis.proxy.table.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private static final DuplicateLimit LIMIT = new DuplicateLimit(3, Duration.ofSeconds(60));
  private static final Fingerprint ONE = fingerprint("{}");

  /** The begin of a window. */
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  private final SetClock clock = new SetClock(START);
  private final UnreliableTable table = new UnreliableTable(LocalTable.create());
  private final Duplicates duplicates = process();

  @Test
  void passesAsManyAsTheLimit_thenTellsWhenTheWindowEnds() {
    clock.passes(Duration.ofSeconds(20));

    assertThat(admit(5)).containsExactly(true, true, true, false, false);
    assertThat(refused()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void passesAgain_inTheNextWindow() {
    admit(4);
    clock.passes(Duration.ofSeconds(60));

    assertThat(admit(4)).containsExactly(true, true, true, false);
  }

  @Test
  void countsEachConsumerAndEachRequestByItself() {
    admit(4);

    assertThat(duplicates.admit("globex", ONE, deadline())).isInstanceOf(Admitted.class);
    assertThat(duplicates.admit("acme", fingerprint("{\"a\":1}"), deadline()))
        .isInstanceOf(Admitted.class);
  }

  @Test
  void countsForTheWholeFleet() {
    admit(2);
    var other = process();

    assertThat(other.admit("acme", ONE, deadline())).isInstanceOf(Admitted.class);
    assertThat(other.admit("acme", ONE, deadline())).isInstanceOf(Refused.class);
    assertThat(admit(1)).containsExactly(false);
  }

  @Test
  void costsAPassingRequestOneWrite_andNoRead() {
    admit(1);

    assertThat(table.writes()).hasSize(1);
    assertThat(table.reads()).isEmpty();
  }

  @Test
  void keepsAStormOffTheTable() {
    admit(1000);

    assertThat(table.writes()).hasSize(4);
  }

  @Test
  void isOff_whereNothingIsLimited() {
    var off = new Duplicates(new DuplicateLimit(0, Duration.ofSeconds(60)), table, clock);

    for (var i = 0; i < 50; i++) {
      assertThat(off.admit("acme", ONE, deadline())).isInstanceOf(Admitted.class);
    }
    assertThat(table.writes()).isEmpty();
  }

  /** As a client does that repeats a 503 at once and without end. */
  @Test
  void refusesAtOnce_whatWasToldToWaitForAStartingEndpoint() {
    warming(Duration.ofSeconds(30));

    var asked = admit(15_527).stream().filter(passed -> passed).count();

    assertThat(asked).isZero();
    assertThat(table.writes()).hasSize(2);
    assertThat(refused()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void refusesItInEveryProcess() {
    warming(Duration.ofSeconds(30));

    assertThat(process().admit("acme", ONE, deadline()))
        .isEqualTo(new Refused(Duration.ofSeconds(30)));
  }

  @Test
  void passesIt_onceItHasWaited() {
    warming(Duration.ofSeconds(30));
    clock.passes(Duration.ofSeconds(30));

    assertThat(process().admit("acme", ONE, deadline())).isInstanceOf(Admitted.class);
    assertThat(admit(1)).containsExactly(true);
  }

  @Test
  void boundsWhatAnEndpointAsksFor() {
    warming(Duration.ofDays(2));

    assertThat(refused()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void forgetsARefusal_whenTheClockIsSetBack() {
    clock.passes(Duration.ofHours(3));
    admit(4);
    clock.passes(Duration.ofHours(-3));

    assertThat(admit(1)).containsExactly(true);
  }

  @Test
  void ignoresAWaitOfAClockThatWasAhead() {
    clock.passes(Duration.ofHours(3));
    warming(Duration.ofSeconds(30));
    clock.passes(Duration.ofHours(-3));

    assertThat(process().admit("acme", ONE, deadline())).isInstanceOf(Admitted.class);
  }

  @Test
  void countsByItself_whileTheTableIsAway() {
    table.fails(Fault.LOST);

    assertThat(admit(5)).containsExactly(true, true, true, false, false);
  }

  @Test
  void goesOnFromWhatItKnew_whenTheTableGoesAway() {
    admit(2);
    table.fails(Fault.LOST);

    assertThat(admit(2)).containsExactly(true, false);
  }

  @Test
  void countsForTheFleetAgain_whenTheTableIsBack() {
    table.fails(Fault.LOST);
    admit(1);
    table.fails(Fault.NONE);

    assertThat(admit(4)).containsExactly(true, true, true, false);
  }

  @Test
  void neverPassesMoreThanTheLimit_whenRepliesAreLost() {
    table.fails(Fault.REPLY_LOST, 2);

    assertThat(admit(4)).containsExactly(true, true, true, false);
  }

  @Test
  void worksWithoutATable() {
    var alone = new Duplicates(LIMIT, new NoTable(), clock);

    for (var i = 0; i < 3; i++) {
      assertThat(alone.admit("acme", ONE, deadline())).isInstanceOf(Admitted.class);
    }
    assertThat(alone.admit("acme", ONE, deadline())).isInstanceOf(Refused.class);
  }

  @Test
  void remembersAThousandRequests() {
    var recent = new RecentRequests();
    for (var i = 0; i < 5000; i++) {
      recent.refused("duplicate#acme#" + i, START.plusSeconds(60));
    }

    assertThat(recent.size()).isEqualTo(1000);
    assertThat(recent.refusal("duplicate#acme#0", START, Duration.ofMinutes(10))).isEmpty();
    assertThat(recent.refusal("duplicate#acme#4999", START, Duration.ofMinutes(10))).isPresent();
  }

  @Test
  void holdsCountsAndTimesAlone() {
    warming(Duration.ofSeconds(30));

    assertThat(item())
        .containsOnlyKeys("id", "count_" + LIMIT.index(START), "not_before", "expires");
  }

  @Test
  void expiresAMinuteAfterItsWindow() {
    admit(1);

    assertThat(item())
        .containsEntry("expires", new Value.Number(START.plusSeconds(120).getEpochSecond()));
  }

  /** Such as a health check. */
  @Test
  void keepsItsItemSmall_thoughARequestComesForEver() {
    for (var i = 0; i < 100; i++) {
      admit(1);
      clock.passes(Duration.ofMinutes(5));
    }

    assertThat(item()).hasSizeLessThan(12);
  }

  @Test
  void passesExactlyTheLimit_underConcurrency() throws Exception {
    var threads = Executors.newFixedThreadPool(16);
    try {
      var calls = new ArrayList<Callable<Boolean>>();
      for (var process = 0; process < 4; process++) {
        var own = process();
        for (var i = 0; i < 10; i++) {
          calls.add(() -> own.admit("acme", ONE, deadline()) instanceof Admitted);
        }
      }
      var passed = 0;
      for (var call : threads.invokeAll(calls)) {
        passed += call.get() ? 1 : 0;
      }
      assertThat(passed).isEqualTo(3);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void passesExactlyTheLimit_inAFleetOfProcesses() {
    var shared = LocalTable.create();

    var printed = Fleet.run(3, DuplicateProcess.class, shared.toString());

    assertThat(printed).hasSize(3 * DuplicateProcess.CALLS);
    assertThat(printed).filteredOn("passed"::equals).hasSize(DuplicateProcess.LIMIT.most());
  }

  private Duplicates process() {
    return new Duplicates(LIMIT, table, clock);
  }

  private List<Boolean> admit(int times) {
    var passed = new ArrayList<Boolean>();
    for (var i = 0; i < times; i++) {
      passed.add(duplicates.admit("acme", ONE, deadline()) instanceof Admitted);
    }
    return passed;
  }

  private Duration refused() {
    return ((Refused) duplicates.admit("acme", ONE, deadline())).retryAfter();
  }

  private void warming(Duration retryAfter) {
    var admitted = (Admitted) duplicates.admit("acme", ONE, deadline());
    admitted.request().warming(retryAfter, deadline());
  }

  private Map<String, Value> item() {
    var reply = table.get("duplicate#acme#" + ONE.value(), Duration.ofSeconds(1));
    return ((TableReply.Item) reply).attributes();
  }

  private static Fingerprint fingerprint(String body) {
    return Fingerprint.of(
        AccessToken.parse("hf_planted_0123456789").orElseThrow(),
        "acme",
        Route.CHAT_COMPLETIONS,
        body.getBytes(UTF_8));
  }

  private static Deadline deadline() {
    return Deadline.of(Duration.ofSeconds(20), () -> Integer.MAX_VALUE);
  }
}
