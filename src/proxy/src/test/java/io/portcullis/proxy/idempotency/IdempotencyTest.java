package io.portcullis.proxy.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.request.Route;
import io.portcullis.proxy.table.Fleet;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.SetClock;
import io.portcullis.proxy.table.TableReply;
import io.portcullis.proxy.table.UnreliableTable;
import io.portcullis.proxy.table.UnreliableTable.Fault;
import io.portcullis.proxy.table.Value;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  private static final AccessToken TOKEN = token("hf_planted_0123456789");
  private static final AccessToken NEW_TOKEN = token("hf_planted_9876543210");
  private static final Answer.Completion ANSWER =
      new Answer.Completion(
          Map.of(ClientHeader.CONTENT_TYPE, "application/json"),
          "{\"choices\":[\"planted\"]}",
          Optional.empty());
  private static final Begin DONE = new Begin.Refused(RefusalCode.GUARD_IDEMPOTENCY_DONE);
  private static final Begin CONFLICT = new Begin.Refused(RefusalCode.GUARD_IDEMPOTENCY_CONFLICT);
  private static final Begin RUNNING = new Begin.Refused(RefusalCode.GUARD_IDEMPOTENCY_RUNNING);

  private final SetClock clock = new SetClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final UnreliableTable table = new UnreliableTable(LocalTable.create());
  private final List<Duration> pauses = new ArrayList<>();
  private final Idempotency idempotency = whilePausing(() -> {});
  private final IdempotentRequest request = request(TOKEN, "order-42", "{}");

  @Test
  void runsTheFirst_andRefusesItAsDoneAfterwards() {
    run(request).finish(new Ending.Done(Optional.of(ANSWER)), deadline());

    assertThat(begin(request)).isEqualTo(DONE);
  }

  @Test
  void costsTwoWrites_andNoRead() {
    run(request).finish(new Ending.Done(Optional.of(ANSWER)), deadline());

    assertThat(table.writes()).hasSize(2);
    assertThat(table.reads()).isEmpty();
  }

  @Test
  void refusesAnotherBodyUnderTheKey_whileItRunsAndAfterwards() {
    var other = request(TOKEN, "order-42", "{\"a\":1}");
    var record = run(request);

    assertThat(begin(other)).isEqualTo(CONFLICT);
    record.finish(new Ending.Done(Optional.empty()), deadline());
    assertThat(begin(other)).isEqualTo(CONFLICT);
  }

  @Test
  void keepsKeysOfConsumersApart() {
    run(request);

    assertThat(begin(request(TOKEN, "globex", "order-42", "{}"))).isInstanceOf(Begin.Run.class);
    assertThat(begin(request(TOKEN, "order-43", "{}"))).isInstanceOf(Begin.Run.class);
  }

  @Test
  void forgetsAKey_afterItsRetention() {
    run(request).finish(new Ending.Done(Optional.empty()), deadline());
    clock.passes(Duration.ofHours(24));

    assertThat(begin(request)).isInstanceOf(Begin.Run.class);
  }

  @Test
  void isOff_withoutRetention() {
    assertThat(idempotency.isOn()).isTrue();
    assertThat(
            new Idempotency(table, Duration.ZERO, pause -> true, clock, new SecureRandom()).isOn())
        .isFalse();
  }

  @Test
  void mayBeTriedAgain_ifNothingWasDone() {
    run(request).finish(new Ending.NotDone(), deadline());

    assertThat(begin(request)).isInstanceOf(Begin.Run.class);
    assertThat(begin(request(TOKEN, "order-42", "{\"a\":1}"))).isEqualTo(CONFLICT);
  }

  @Test
  void staysDone_ifNobodyKnowsWhatWasDone() {
    run(request).finish(new Ending.Unknown(), deadline());

    assertThat(begin(request)).isEqualTo(DONE);
  }

  /** Its process was ended in the middle, and may have asked the endpoint or not. */
  @Test
  void countsAsDone_onceItsLeaseIsOver() {
    run(request);
    clock.passes(Duration.ofSeconds(23));

    assertThat(begin(request)).isEqualTo(DONE);
  }

  /** The token was changed, so that bodies cannot be compared. */
  @Test
  void isNeverRunTwice_underAnotherToken() {
    run(request);

    assertThat(begin(request(NEW_TOKEN, "order-42", "{}"))).isEqualTo(DONE);
    assertThat(begin(request(NEW_TOKEN, "order-42", "{\"a\":1}"))).isEqualTo(DONE);
  }

  @Test
  void joinsTheCallThatRuns_andRemovesTheAnswer() {
    var record = run(request);
    var joiner = whilePausing(() -> record.finish(done(ANSWER), deadline()));

    assertThat(joiner.begin(request, deadline())).isEqualTo(new Begin.Joined(ANSWER));

    assertThat(item()).containsEntry("state", new Value.Text("done"));
    assertThat(item()).doesNotContainKeys("answer", "awaited");
    assertThat(begin(request)).isEqualTo(DONE);
  }

  @Test
  void givesAStreamAsAWhole() {
    var headers = Map.of(ClientHeader.CONTENT_TYPE, "text/event-stream");
    var record = run(request);
    var collected = new CollectedAnswer();
    collected.add("data: {\"a\":1}\n\n");
    collected.add("data: [DONE]\n\n");
    var joiner =
        whilePausing(() -> record.finish(new Ending.Done(collected.whole(headers)), deadline()));

    assertThat(joiner.begin(request, deadline()))
        .isEqualTo(
            new Begin.Joined(
                new Answer.Completion(
                    headers, "data: {\"a\":1}\n\ndata: [DONE]\n\n", Optional.empty())));
  }

  @Test
  void refusesAJoinerAsDone_ifTheAnswerIsTooLong() {
    var record = run(request);
    var collected = new CollectedAnswer();
    for (var i = 0; i < 301; i++) {
      collected.add("x".repeat(1024));
    }
    var joiner =
        whilePausing(() -> record.finish(new Ending.Done(collected.whole(Map.of())), deadline()));

    assertThat(joiner.begin(request, deadline())).isEqualTo(DONE);
  }

  @Test
  void storesAnAnswerOfTheLongestSize() {
    var longest = new Answer.Completion(Map.of(), "x".repeat(300 * 1024 - 1), Optional.empty());
    var record = run(request);
    var joiner = whilePausing(() -> record.finish(done(longest), deadline()));

    assertThat(joiner.begin(request, deadline())).isEqualTo(new Begin.Joined(longest));
  }

  @Test
  void refusesAJoinerAsDone_ifItsLongestAnswerIsExceededByOneByte() {
    var longer = new Answer.Completion(Map.of(), "x".repeat(300 * 1024), Optional.empty());
    var record = run(request);
    var joiner = whilePausing(() -> record.finish(done(longer), deadline()));

    assertThat(joiner.begin(request, deadline())).isEqualTo(DONE);
  }

  @Test
  void runsAJoinersCall_ifTheOtherCameToNothing() {
    var record = run(request);
    var joiner = whilePausing(() -> record.finish(new Ending.NotDone(), deadline()));

    assertThat(joiner.begin(request, deadline())).isInstanceOf(Begin.Run.class);
  }

  @Test
  void refusesAJoinerAsDone_ifNobodyKnowsWhatWasDone() {
    var record = run(request);
    var joiner = whilePausing(() -> record.finish(new Ending.Unknown(), deadline()));

    assertThat(joiner.begin(request, deadline())).isEqualTo(DONE);
  }

  @Test
  void refusesAJoinerAsDone_ifTheOtherProcessWasEnded() {
    run(request);
    var joiner = whilePausing(() -> clock.passes(Duration.ofSeconds(23)));

    assertThat(joiner.begin(request, deadline())).isEqualTo(DONE);
  }

  @Test
  void tellsAJoinerThatItStillRuns_whenItsOwnTimeIsOver() {
    run(request);
    var left = new int[] {20_500};
    var joiner =
        new Idempotency(
            table,
            Duration.ofHours(24),
            pause -> {
              pauses.add(pause);
              left[0] -= pauses.size() < 8 ? 1000 : 20_000;
              return true;
            },
            clock,
            new SecureRandom());

    var begin = joiner.begin(request, Deadline.of(Duration.ofHours(1), () -> left[0]));

    assertThat(begin).isEqualTo(RUNNING);
    assertThat(item()).containsEntry("awaited", new Value.Number(0));
    assertThat(pauses)
        .startsWith(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200))
        .endsWith(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Test
  void storesNothing_whereNobodyWaits() {
    run(request).finish(done(ANSWER), deadline());

    assertThat(item()).containsOnlyKeys("id", "state", "owner", "key_id", "fingerprint", "expires");
  }

  @Test
  void givesAnAnswerAwayToNobodyWhoReadsTheTable() {
    var sealed = storedAnswer();

    assertThat(new String(sealed, UTF_8)).doesNotContain("planted");
    assertThat(request(NEW_TOKEN, "order-42", "{}").cipher().open(sealed)).isEmpty();
    assertThat(request(TOKEN, "order-43", "{}").cipher().open(sealed)).isEmpty();
    assertThat(request(TOKEN, "order-42", "{ }").cipher().open(sealed)).isEmpty();
    assertThat(request(TOKEN, "globex", "order-42", "{}").cipher().open(sealed)).isEmpty();
    assertThat(request.cipher().open(sealed)).isPresent();
  }

  @Test
  void takesNoAnswerThatSomebodyChanged() {
    var sealed = storedAnswer();
    sealed[sealed.length - 1] ^= 1;

    assertThat(request.cipher().open(sealed)).isEmpty();
    assertThat(request.cipher().open(new byte[3])).isEmpty();
  }

  @Test
  void sealsNoTwoAnswersAlike() {
    var random = new SecureRandom();
    var plain = "planted".getBytes(UTF_8);

    assertThat(request.cipher().seal(plain, random))
        .isNotEqualTo(request.cipher().seal(plain, random));
  }

  /** A joiner that was ended leaves it there, for a minute. */
  @Test
  void givesAnAnswerThatIsStillThere_forAMinute() {
    storedAnswer();

    assertThat(begin(request)).isEqualTo(new Begin.Joined(ANSWER));
    clock.passes(Duration.ofSeconds(60));
    assertThat(begin(request)).isEqualTo(DONE);
  }

  @Test
  void holdsNothingOfTheRequestInClear() {
    run(request(TOKEN, "order-42", "{\"prompt\":\"planted\"}"));

    assertThat(item().toString()).doesNotContain("planted").doesNotContain("order-42");
    assertThat(request.id()).doesNotContain("order-42");
    assertThat(request).hasToString("IdempotentRequest[POST /v1/chat/completions]");
  }

  @Test
  void isUnknown_whileTheTableIsAway() {
    table.fails(Fault.LOST);

    assertThat(begin(request)).isInstanceOf(Begin.Unavailable.class);
  }

  /** Whoever lets it pass tells what came of it, should the table be back. */
  @Test
  void notesWhatPassedUnguarded_ifTheTableKnowsOfIt() {
    table.fails(Fault.REPLY_LOST, 2);
    var unguarded = (Begin.Unavailable) begin(request);

    unguarded.record().finish(new Ending.NotDone(), deadline());

    assertThat(begin(request)).isInstanceOf(Begin.Run.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOST", "REPLY_LOST"})
  void outlivesOneCallThatFails(Fault fault) {
    table.fails(fault, 1);
    var record = run(request);
    table.fails(fault, 1);
    record.finish(done(ANSWER), deadline());

    assertThat(begin(request)).isEqualTo(DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOST", "REPLY_LOST"})
  void givesItsAnswer_thoughOneCallFails(Fault fault) {
    for (var calls = 1; calls <= 2; calls++) {
      var next = request(TOKEN, "order-" + calls + fault, "{}");
      var record = run(next);
      var failing = calls;
      var joiner =
          whilePausing(
              () -> {
                table.fails(fault, failing == 1 ? 1 : 0);
                record.finish(done(ANSWER), deadline());
              });

      assertThat(joiner.begin(next, deadline())).isEqualTo(new Begin.Joined(ANSWER));
    }
  }

  @Test
  void waitsOn_thoughTheTableIsAwayForAWhile() {
    var record = run(request);
    var joiner =
        whilePausing(
            () -> {
              if (pauses.size() == 1) {
                table.fails(Fault.LOST, 2);
              } else if (pauses.size() == 4) {
                record.finish(done(ANSWER), deadline());
              }
            });

    assertThat(joiner.begin(request, deadline())).isEqualTo(new Begin.Joined(ANSWER));
  }

  /** One works, and all others get its answer. */
  @Test
  void runsOnce_inAFleetOfProcesses() {
    var shared = LocalTable.create();

    var printed = Fleet.run(CallingProcess.PROCESSES, CallingProcess.class, shared.toString());

    assertThat(printed).hasSize(CallingProcess.PROCESSES * CallingProcess.CALLS);
    assertThat(printed).filteredOn(line -> line.startsWith("ran ")).hasSize(1);
    var answer = printed.stream().filter(line -> line.startsWith("ran ")).findFirst().orElseThrow();
    assertThat(printed)
        .filteredOn(line -> line.startsWith("joined "))
        .hasSize(CallingProcess.PROCESSES * CallingProcess.CALLS - 1)
        .containsOnly(answer.replace("ran ", "joined "));
  }

  private byte[] storedAnswer() {
    var record = run(request);
    var awaited =
        IdempotencyItem.update(
            request.id(),
            "ADD #awaited :one",
            "#state = :running",
            Map.of(":one", new Value.Number(1), ":running", IdempotencyItem.RUNNING));
    assertThat(table.update(awaited, Duration.ofSeconds(1))).isInstanceOf(TableReply.Item.class);
    record.finish(done(ANSWER), deadline());
    return ((Value.Bytes) item().get("answer")).bytes();
  }

  private Map<String, Value> item() {
    return ((TableReply.Item) table.get(request.id(), Duration.ofSeconds(1))).attributes();
  }

  private IdempotencyRecord run(IdempotentRequest request) {
    return ((Begin.Run) begin(request)).record();
  }

  private Begin begin(IdempotentRequest request) {
    return idempotency.begin(request, deadline());
  }

  /** A process in whose every pause something happens. */
  private Idempotency whilePausing(Runnable happens) {
    return new Idempotency(
        table,
        Duration.ofHours(24),
        pause -> {
          pauses.add(pause);
          happens.run();
          return true;
        },
        clock,
        new SecureRandom());
  }

  private static Ending done(Answer.Completion answer) {
    return new Ending.Done(Optional.of(answer));
  }

  private static IdempotentRequest request(AccessToken token, String key, String body) {
    return request(token, "acme", key, body);
  }

  static IdempotentRequest request(AccessToken token, String consumer, String key, String body) {
    var bytes = body.getBytes(UTF_8);
    return new IdempotentRequest(
        token,
        consumer,
        new IdempotencyKey(key),
        Route.CHAT_COMPLETIONS,
        bytes,
        Fingerprint.of(token, consumer, Route.CHAT_COMPLETIONS, bytes));
  }

  static AccessToken token(String value) {
    return AccessToken.parse(value).orElseThrow();
  }

  /** Of twenty seconds, less what the test itself takes. */
  static Deadline deadline() {
    return Deadline.of(Duration.ofMinutes(20), () -> 20_500);
  }
}
