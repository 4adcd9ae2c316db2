package io.portcullis.proxy.quota;

import io.portcullis.proxy.table.ItemUpdate;
import io.portcullis.proxy.table.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of an item of counters and leases, put together step by step. */
final class LedgerUpdate {
  /** For clocks that differ. */
  private static final Duration AFTER_THE_MONTH = Duration.ofDays(1);

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<Counter, Long> differences = new LinkedHashMap<>();
  private final List<String> sets = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  /** Takes a lease that is not there yet. */
  LedgerUpdate take(HeldLease lease, Instant now) {
    var monthEnds = Counter.at(Measure.REQUESTS, Window.MONTH, now).end();
    set("expires", new Value.Number(monthEnds.plus(AFTER_THE_MONTH).getEpochSecond()));
    set(lease.attribute(), new Value.Text(lease.text()));
    conditions.add("attribute_not_exists(%s)".formatted(name(lease.attribute())));
    lease.counters().forEach(counter -> add(counter, lease.in(counter)));
    return this;
  }

  /** Ends a lease that is still there, and leaves so much of what it holds. */
  LedgerUpdate end(HeldLease lease, Map<Measure, Long> left, Instant now) {
    removals.add(name(lease.attribute()));
    conditions.add("attribute_exists(%s)".formatted(name(lease.attribute())));
    for (var counter : lease.counters()) {
      if (counter.isCorrected(now)) {
        add(counter, left.getOrDefault(counter.measure(), 0L) - lease.in(counter));
      }
    }
    return this;
  }

  /** Ends leases that are still there, as if they had never been taken. */
  LedgerUpdate giveBack(Collection<HeldLease> leases, Instant now) {
    leases.forEach(lease -> end(lease, Map.of(), now));
    return this;
  }

  LedgerUpdate remove(Collection<String> attributes) {
    attributes.forEach(attribute -> removals.add(name(attribute)));
    return this;
  }

  /** On condition that with every step before this one the limit is kept. */
  LedgerUpdate within(Limit limit, Instant now) {
    var counter = limit.counter(now);
    var room = limit.most() - differences.getOrDefault(counter, 0L);
    var name = name(counter.attribute());
    conditions.add(
        "(attribute_not_exists(%s) OR %s <= %s)"
            .formatted(name, name, value(new Value.Number(room))));
    return this;
  }

  ItemUpdate of(String id) {
    var additions = new ArrayList<String>();
    differences.forEach(
        (counter, difference) -> {
          if (difference != 0) {
            additions.add(
                "%s %s".formatted(name(counter.attribute()), value(new Value.Number(difference))));
          }
        });
    var expression =
        (clause("SET", sets) + clause("REMOVE", removals) + clause("ADD", additions)).strip();
    return new ItemUpdate(
        id, expression, Optional.of(String.join(" AND ", conditions)), names, values);
  }

  private static String clause(String word, List<String> actions) {
    return actions.isEmpty() ? "" : "%s %s ".formatted(word, String.join(", ", actions));
  }

  private void add(Counter counter, long difference) {
    differences.merge(counter, difference, Long::sum);
  }

  private void set(String attribute, Value value) {
    sets.add("%s = %s".formatted(name(attribute), value(value)));
  }

  /** The same for the same attribute: two placeholders of one would be two attributes. */
  private String name(String attribute) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(attribute))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(
            () -> {
              var placeholder = "#n" + names.size();
              names.put(placeholder, attribute);
              return placeholder;
            });
  }

  private String value(Value value) {
    var placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
