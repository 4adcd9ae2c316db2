package io.portcullis.proxy.idempotency;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.Sleeper;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.table.ItemUpdate;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.table.TableReply;
import io.portcullis.proxy.table.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Waits for the answer to a request that another call works on. */
final class Joiner {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final IdempotentRequest request;
  private final String owner;
  private final Table table;
  private final Sleeper sleeper;
  private final InstantSource clock;
  private boolean isCounted;

  Joiner(
      IdempotentRequest request, String owner, Table table, Sleeper sleeper, InstantSource clock) {
    this.request = request;
    this.owner = owner;
    this.table = table;
    this.sleeper = sleeper;
    this.clock = clock;
  }

  /** What the call came to; nothing if it came to nothing, and this one may be made. */
  Optional<Begin> join(Deadline deadline) {
    var reply = table.update(awaited(1), deadline.leftAtMost(Idempotency.WAIT));
    isCounted = reply instanceof TableReply.Item;
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      var item = item(reply);
      if (item.isPresent() && !item.get().owner().equals(owner)) {
        return Optional.empty();
      }
      if (item.isPresent() && !item.get().isRunning(clock.instant())) {
        return Optional.of(took(item.get(), deadline));
      }
      if (deadline.isOver() || !sleeper.sleep(deadline.leftAtMost(pause))) {
        leave(deadline);
        return Optional.of(new Begin.Refused(RefusalCode.GUARD_IDEMPOTENCY_RUNNING));
      }
      reply = table.get(request.id(), deadline.leftAtMost(Idempotency.WAIT));
    }
  }

  /** A call that is over: its answer, as long as it is kept. */
  static Begin over(IdempotentRequest request, IdempotencyItem item, Instant now) {
    return item.answer(now)
        .flatMap(request.cipher()::open)
        .flatMap(AnswerBytes::read)
        .<Begin>map(Begin.Joined::new)
        .orElseGet(() -> new Begin.Refused(RefusalCode.GUARD_IDEMPOTENCY_DONE));
  }

  private Begin took(IdempotencyItem item, Deadline deadline) {
    leave(deadline);
    return over(request, item, clock.instant());
  }

  /** Waits no more; whoever is the last removes the answer. */
  private void leave(Deadline deadline) {
    if (!isCounted) {
      return;
    }
    var left = item(table.update(awaited(-1), deadline.leftToTell(Idempotency.WAIT)));
    if (left.filter(item -> item.hasAnswerFor(owner) && !item.isAwaited()).isPresent()) {
      table.update(removed(), deadline.leftToTell(Idempotency.WAIT));
    }
  }

  private static Optional<IdempotencyItem> item(TableReply reply) {
    if (reply instanceof TableReply.Item item) {
      return Optional.of(IdempotencyItem.of(item.attributes()));
    }
    return reply instanceof TableReply.Refused refused
        ? Optional.of(IdempotencyItem.of(refused.attributes()))
        : Optional.empty();
  }

  /** One more who waits, or one fewer. */
  private ItemUpdate awaited(int change) {
    return IdempotencyItem.update(
        request.id(),
        "ADD #awaited :change",
        change > 0
            ? "#owner = :owner AND #state = :running"
            : "#owner = :owner AND #awaited > :zero",
        change > 0
            ? Map.of(
                ":change", new Value.Number(change),
                ":owner", new Value.Text(owner),
                ":running", IdempotencyItem.RUNNING)
            : Map.of(
                ":change", new Value.Number(change),
                ":owner", new Value.Text(owner),
                ":zero", new Value.Number(0)));
  }

  private ItemUpdate removed() {
    return IdempotencyItem.update(
        request.id(),
        "REMOVE #answer, #answer_until, #awaited",
        "#owner = :owner AND #awaited <= :zero",
        Map.of(":owner", new Value.Text(owner), ":zero", new Value.Number(0)));
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
