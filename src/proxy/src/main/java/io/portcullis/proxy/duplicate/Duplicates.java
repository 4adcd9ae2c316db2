package io.portcullis.proxy.duplicate;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.table.Attributes;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.table.TableReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets so many identical requests of a consumer pass in a window, in the whole fleet, and none of
 * those that were told to wait for an endpoint that is starting.
 *
 * <p>A request that passes costs one write. One that is refused costs none where this process knows
 * that it still is, so that a client which repeats it without end meets memory alone. While the
 * table is away each process counts by itself.
 */
public final class Duplicates {
  /** A healthy table answers in milliseconds; in a new process, with a connection to be made. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** Longer than an endpoint takes to start, and the bound of what a wrong clock can do. */
  private static final Duration LONGEST_WARMING = Duration.ofMinutes(10);

  /** Counts of old windows that an item may keep before they are worth a write. */
  private static final int LEFT_OVER = 8;

  private final DuplicateLimit limit;
  private final Table table;
  private final InstantSource clock;
  private final Duration longest;
  private final RecentRequests recent = new RecentRequests();

  public Duplicates(DuplicateLimit limit, Table table, InstantSource clock) {
    this.limit = limit;
    this.table = table;
    this.clock = clock;
    this.longest = limit.window().compareTo(LONGEST_WARMING) > 0 ? limit.window() : LONGEST_WARMING;
  }

  /**
   * Counts a request, if it may pass.
   *
   * @param consumer the customer's name, or the id of the API key where there is none
   */
  public Admission admit(String consumer, Fingerprint fingerprint, Deadline deadline) {
    if (limit.isOff()) {
      return new Admission.Admitted((retryAfter, end) -> {});
    }
    var id = "duplicate#%s#%s".formatted(consumer, fingerprint.value());
    var now = clock.instant();
    return recent
        .refusal(id, now, longest)
        .<Admission>map(Admission.Refused::new)
        .orElseGet(() -> counted(id, now, deadline));
  }

  private Admission counted(String id, Instant now, Deadline deadline) {
    var index = limit.index(now);
    var reply =
        table.update(DuplicateItem.pass(id, limit, now, longest), deadline.leftAtMost(WAIT));
    if (reply instanceof TableReply.Item item) {
      var attributes = new Attributes(item.attributes());
      recent.passed(id, index, DuplicateItem.passed(attributes, index));
      tidy(id, attributes, index, deadline);
      return admitted(id);
    }
    if (reply instanceof TableReply.Refused refused) {
      var until =
          DuplicateItem.notBefore(new Attributes(refused.attributes()))
              .filter(time -> time.isAfter(now) && !time.isAfter(now.plus(longest)))
              .orElse(limit.end(index));
      return refused(id, now, until);
    }
    return recent.passedWithThisOne(id, index) <= limit.most()
        ? admitted(id)
        : refused(id, now, limit.end(index));
  }

  private Admission refused(String id, Instant now, Instant until) {
    recent.refused(id, until);
    return new Admission.Refused(Duration.between(now, until));
  }

  private Admission admitted(String id) {
    return new Admission.Admitted((retryAfter, deadline) -> warming(id, retryAfter, deadline));
  }

  private void warming(String id, Duration retryAfter, Deadline deadline) {
    var wait = retryAfter.compareTo(LONGEST_WARMING) < 0 ? retryAfter : LONGEST_WARMING;
    var until = clock.instant().plus(wait);
    recent.refused(id, until);
    table.update(DuplicateItem.notBefore(id, until), deadline.leftToTell(WAIT));
  }

  /** A request that comes once in a while for ever must not fill its item. */
  private void tidy(String id, Attributes item, long index, Deadline deadline) {
    var leftOver = DuplicateItem.leftOver(item, index);
    if (leftOver.size() > LEFT_OVER) {
      table.update(DuplicateItem.without(id, leftOver), deadline.leftAtMost(WAIT));
    }
  }
}
