package io.portcullis.proxy.idempotency;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.table.ItemUpdate;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.table.TableReply;
import io.portcullis.proxy.table.Value;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The record of a request that is being done, in the hands of whoever does it. */
public final class IdempotencyRecord {
  /** Bytes of an answer that fit into an item (400 KB) beside everything else. */
  static final int LONGEST_ANSWER = 300 * 1024;

  /** Until everybody who waits has asked for it. */
  private static final Duration ANSWER_KEPT = Duration.ofMinutes(1);

  private final IdempotentRequest request;
  private final Value owner;
  private final Table table;
  private final InstantSource clock;
  private final SecureRandom random;

  IdempotencyRecord(
      IdempotentRequest request,
      Value owner,
      Table table,
      InstantSource clock,
      SecureRandom random) {
    this.request = request;
    this.owner = owner;
    this.table = table;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Tells what became of the request; without this, its key counts as done when its time is over.
   */
  public void finish(Ending ending, Deadline deadline) {
    if (ending instanceof Ending.NotDone) {
      twice(free(), deadline);
    } else if (ending instanceof Ending.Done done) {
      done(done.answer().map(AnswerBytes::of), deadline);
    } else {
      twice(done("", Map.of()), deadline);
    }
  }

  /** The answer is stored if somebody waits for it, and then with the one write that says so. */
  private void done(Optional<byte[]> answer, Deadline deadline) {
    var alone =
        done(
            " AND (attribute_not_exists(#awaited) OR #awaited <= :zero)",
            Map.of(":zero", new Value.Number(0)));
    if (twice(alone, deadline) instanceof TableReply.Refused refused
        && isStillMine(IdempotencyItem.of(refused.attributes()))) {
      var fitting = answer.filter(bytes -> bytes.length <= LONGEST_ANSWER);
      twice(fitting.map(this::done).orElseGet(() -> done("", Map.of())), deadline);
    }
  }

  private ItemUpdate done(String condition, Map<String, Value> values) {
    return update(
        "SET #state = :done REMOVE #lease", condition, with(values, ":done", IdempotencyItem.DONE));
  }

  private ItemUpdate done(byte[] answer) {
    var until = clock.instant().plus(ANSWER_KEPT).toEpochMilli();
    return update(
        "SET #state = :done, #answer = :answer, #answer_until = :until REMOVE #lease",
        "",
        Map.of(
            ":done", IdempotencyItem.DONE,
            ":answer", new Value.Bytes(request.cipher().seal(answer, random)),
            ":until", new Value.Number(until)));
  }

  /** As if it had never come; those who wait for it begin anew. */
  private ItemUpdate free() {
    return update(
        "SET #expires = :now REMOVE #state, #owner, #key_id, #fingerprint, #lease, #awaited",
        "",
        Map.of(":now", new Value.Number(clock.instant().getEpochSecond())));
  }

  private ItemUpdate update(String expression, String condition, Map<String, Value> values) {
    return IdempotencyItem.update(
        request.id(),
        expression,
        "#owner = :owner AND #state = :running" + condition,
        with(with(values, ":owner", owner), ":running", IdempotencyItem.RUNNING));
  }

  private static Map<String, Value> with(Map<String, Value> values, String name, Value value) {
    var all = new HashMap<>(values);
    all.put(name, value);
    return all;
  }

  private boolean isStillMine(IdempotencyItem item) {
    return !item.isFree() && !item.isDone() && new Value.Text(item.owner()).equals(owner);
  }

  /** A second time does no harm: what the first one changed, it is refused for. */
  private TableReply twice(ItemUpdate update, Deadline deadline) {
    var reply = table.update(update, deadline.leftToTell(Idempotency.WAIT));
    return reply instanceof TableReply.Unavailable
        ? table.update(update, deadline.leftToTell(Idempotency.WAIT))
        : reply;
  }
}
