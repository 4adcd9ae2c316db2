package io.portcullis.proxy.idempotency;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.Sleeper;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.table.TableReply;
import io.portcullis.proxy.table.Value;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Has a request with an {@code Idempotency-Key} done once: the same key and request join the call
 * that is under way, and are refused when it is over; another request under the key is refused.
 *
 * <p>What a call came to is never guessed. A record whose process was ended by Lambda, or that was
 * made under another token, counts as done: the client decides whether to ask under a new key.
 */
public final class Idempotency {
  /** A healthy table answers in milliseconds; in a new process, with a connection to be made. */
  static final Duration WAIT = Duration.ofSeconds(1);

  /** Beyond its deadline a process still tells the table what became of its request. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final int OWNER_BYTES = 12;

  private final Table table;
  private final Duration retention;
  private final Sleeper sleeper;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * What keeps the keys.
   *
   * @param retention {@code IDEMPOTENCY_SECONDS}; 0: no request has a key
   */
  public Idempotency(
      Table table, Duration retention, Sleeper sleeper, InstantSource clock, SecureRandom random) {
    this.table = table;
    this.retention = retention;
    this.sleeper = sleeper;
    this.clock = clock;
    this.random = random;
  }

  /** Whether the header means anything here. */
  public boolean isOn() {
    return !retention.isZero();
  }

  /** Finds out what is to be done about a request; waits for the call that it joins. */
  public Begin begin(IdempotentRequest request, Deadline deadline) {
    while (true) {
      var owner = owner();
      var record = new IdempotencyRecord(request, owner, table, clock, random);
      var reply = started(request, owner, deadline);
      if (reply instanceof TableReply.Item) {
        return new Begin.Run(record);
      }
      if (!(reply instanceof TableReply.Refused refused)) {
        return new Begin.Unavailable(record);
      }
      var begun = begun(request, IdempotencyItem.of(refused.attributes()), deadline);
      if (begun.isPresent()) {
        return begun.get();
      }
    }
  }

  private Value owner() {
    var bytes = new byte[OWNER_BYTES];
    random.nextBytes(bytes);
    return new Value.Text(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Once more if the reply is lost: the record may be this one's already. */
  private TableReply started(IdempotentRequest request, Value owner, Deadline deadline) {
    var now = clock.instant();
    var lease = now.plus(deadline.left()).plus(GRACE);
    var kept = now.plus(retention);
    var expires = kept.isAfter(lease) ? kept : lease;
    var update =
        IdempotencyItem.update(
            request.id(),
            "SET #state = :running, #owner = :owner, #key_id = :key_id,"
                + " #fingerprint = :fingerprint, #lease = :lease, #expires = :expires"
                + " REMOVE #awaited, #answer, #answer_until",
            "attribute_not_exists(#state) OR #expires <= :now OR #owner = :owner",
            Map.of(
                ":running", IdempotencyItem.RUNNING,
                ":owner", owner,
                ":key_id", new Value.Text(request.fingerprint().keyId()),
                ":fingerprint", new Value.Text(request.fingerprint().value()),
                ":lease", new Value.Number(lease.toEpochMilli()),
                ":expires", new Value.Number(expires.getEpochSecond()),
                ":now", new Value.Number(now.getEpochSecond())));
    var reply = table.update(update, deadline.leftAtMost(WAIT));
    return reply instanceof TableReply.Unavailable
        ? table.update(update, deadline.leftAtMost(WAIT))
        : reply;
  }

  /** What follows from a record that is there; nothing if it was freed meanwhile. */
  private Optional<Begin> begun(
      IdempotentRequest request, IdempotencyItem item, Deadline deadline) {
    if (item.isUnderAnotherToken(request.fingerprint())) {
      return refused(RefusalCode.GUARD_IDEMPOTENCY_DONE);
    }
    if (item.isOfAnotherBody(request.fingerprint())) {
      return refused(RefusalCode.GUARD_IDEMPOTENCY_CONFLICT);
    }
    return item.isRunning(clock.instant())
        ? new Joiner(request, item.owner(), table, sleeper, clock).join(deadline)
        : Optional.of(Joiner.over(request, item, clock.instant()));
  }

  private static Optional<Begin> refused(RefusalCode code) {
    return Optional.of(new Begin.Refused(code));
  }
}
