package io.portcullis.proxy.duplicate;

import io.portcullis.proxy.table.Attributes;
import io.portcullis.proxy.table.ItemUpdate;
import io.portcullis.proxy.table.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the table holds of a request: how many passed in a window, in an attribute of the window's
 * own, and before when it need not come again.
 */
final class DuplicateItem {
  private static final String COUNT = "count_";
  private static final String NOT_BEFORE = "not_before";
  private static final String EXPIRES = "expires";

  /** A table deletes an item that nobody needs any more; clocks differ. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private DuplicateItem() {}

  /**
   * Counts a request, if it may pass. The window before the last is forgotten, not the last: there
   * the clocks of two processes may differ.
   */
  static ItemUpdate pass(String id, DuplicateLimit limit, Instant now, Duration longest) {
    var index = limit.index(now);
    return new ItemUpdate(
        id,
        "SET #expires = :expires REMOVE #old ADD #count :one",
        Optional.of(
            "(attribute_not_exists(#count) OR #count < :most) AND"
                + " (attribute_not_exists(#not_before) OR #not_before <= :now"
                + " OR #not_before > :latest)"),
        Map.of(
            "#expires",
            EXPIRES,
            "#old",
            COUNT + (index - 2),
            "#count",
            COUNT + index,
            "#not_before",
            NOT_BEFORE),
        Map.of(
            ":expires", seconds(limit.end(index)),
            ":one", new Value.Number(1),
            ":most", new Value.Number(limit.most()),
            ":now", new Value.Number(now.toEpochMilli()),
            ":latest", new Value.Number(now.plus(longest).toEpochMilli())));
  }

  /** An identical request need not come before then. */
  static ItemUpdate notBefore(String id, Instant time) {
    return new ItemUpdate(
        id,
        "SET #not_before = :time, #expires = :expires",
        Optional.empty(),
        Map.of("#not_before", NOT_BEFORE, "#expires", EXPIRES),
        Map.of(":time", new Value.Number(time.toEpochMilli()), ":expires", seconds(time)));
  }

  static ItemUpdate without(String id, List<String> attributes) {
    var names = new HashMap<String, String>();
    attributes.forEach(name -> names.put("#" + name, name));
    return new ItemUpdate(
        id, "REMOVE " + String.join(", ", names.keySet()), Optional.empty(), names, Map.of());
  }

  static long passed(Attributes item, long index) {
    return item.number(COUNT + index).orElse(0L);
  }

  static Optional<Instant> notBefore(Attributes item) {
    return item.instant(NOT_BEFORE);
  }

  /** Counts that no update forgets by itself: a request came after a pause. */
  static List<String> leftOver(Attributes item, long index) {
    return item.byName().keySet().stream()
        .filter(name -> name.startsWith(COUNT))
        .filter(name -> Long.parseLong(name.substring(COUNT.length())) < index - 1)
        .toList();
  }

  private static Value seconds(Instant time) {
    return new Value.Number(time.plus(KEPT).getEpochSecond());
  }
}
