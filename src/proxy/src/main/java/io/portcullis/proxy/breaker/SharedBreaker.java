package io.portcullis.proxy.breaker;

import io.portcullis.proxy.table.Attributes;
import io.portcullis.proxy.table.ItemUpdate;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.table.TableReply;
import io.portcullis.proxy.table.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of the fleet, in the table's item {@code breaker}. Every call is absent where it is not
 * known what came of it.
 */
final class SharedBreaker {
  private static final String ID = "breaker";
  private static final String GENERATION = "generation";
  private static final String FAILED_PROBES = "failed_probes";
  private static final String OPEN_UNTIL = "open_until";
  private static final String PROBE_UNTIL = "probe_until";
  private static final String EXPIRES = "expires";

  /** Of a part of the last half a minute, whose number follows. */
  private static final String FAILURES = "failures_";

  private static final String SUCCESSES = "successes_";

  /** Longer than it can be open. */
  private static final Duration KEPT = Duration.ofHours(1);

  /**
   * The state as it is now.
   *
   * @param changed whether the call made it so
   * @param counts what was reported in the last half a minute
   */
  record Stored(BreakerState state, boolean changed, Counts counts) {}

  private final Table table;
  private Set<String> counted = Set.of();

  SharedBreaker(Table table) {
    this.table = table;
  }

  Optional<Stored> read(Instant now, Duration timeout) {
    return table.get(ID, timeout) instanceof TableReply.Item item
        ? Optional.of(stored(item.attributes(), false, now))
        : Optional.empty();
  }

  /** Adds results to those of others, if the state is still of this generation. */
  Optional<Stored> report(
      long generation, Map<Long, Counts> results, Instant now, Duration timeout) {
    var update = new Update(now);
    results.forEach(
        (part, counts) -> {
          update.add(FAILURES + part, counts.failures());
          update.add(SUCCESSES + part, counts.successes());
        });
    counted.stream().filter(name -> !isRecent(name, now)).forEach(update::remove);
    return reply(update, generation, now, timeout);
  }

  /**
   * Puts a state in the place of the one that it follows. What was counted in the old one says
   * nothing of the new one.
   */
  Optional<Stored> change(BreakerState next, Instant now, Duration timeout) {
    var update = new Update(now);
    update.set(GENERATION, next.generation());
    update.set(FAILED_PROBES, next.failedProbes());
    update.set(OPEN_UNTIL, next.openUntil());
    update.set(PROBE_UNTIL, next.probeUntil());
    counted.forEach(update::remove);
    return reply(update, next.generation() - 1, now, timeout);
  }

  private Optional<Stored> reply(Update update, long generation, Instant now, Duration timeout) {
    var reply = table.update(update.ofGeneration(generation), timeout);
    if (reply instanceof TableReply.Item item) {
      return Optional.of(stored(item.attributes(), true, now));
    }
    return reply instanceof TableReply.Refused refused
        ? Optional.of(stored(refused.attributes(), false, now))
        : Optional.empty();
  }

  private Stored stored(Map<String, Value> attributes, boolean changed, Instant now) {
    var item = new Attributes(attributes);
    var state =
        new BreakerState(
            item.number(GENERATION).orElse(0L),
            item.number(FAILED_PROBES).orElse(0L).intValue(),
            item.instant(OPEN_UNTIL),
            item.instant(PROBE_UNTIL));
    var counts = Counts.NONE;
    var names = new ArrayList<String>();
    for (var name : attributes.keySet()) {
      if (name.startsWith(FAILURES) || name.startsWith(SUCCESSES)) {
        names.add(name);
        var number = isRecent(name, now) ? item.number(name).orElse(0L) : 0;
        counts =
            counts.plus(name.startsWith(FAILURES) ? new Counts(number, 0) : new Counts(0, number));
      }
    }
    counted = Set.copyOf(names);
    return new Stored(state, changed, counts);
  }

  private static boolean isRecent(String name, Instant now) {
    return OwnResults.isRecent(Long.parseLong(name.substring(name.indexOf('_') + 1)), now);
  }

  /** An update of the item, as long as it is of a generation. */
  private static final class Update {
    private final List<String> set = new ArrayList<>();
    private final List<String> remove = new ArrayList<>();
    private final List<String> add = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Value> values = new HashMap<>();

    Update(Instant now) {
      set(EXPIRES, now.plus(KEPT).getEpochSecond());
      names.put("#generation", GENERATION);
    }

    void set(String name, long number) {
      set.add("#%s = :%s".formatted(name, name));
      put(name, number);
    }

    void set(String name, Optional<Instant> time) {
      time.ifPresentOrElse(present -> set(name, present.toEpochMilli()), () -> remove(name));
    }

    void add(String name, long number) {
      if (number > 0) {
        add.add("#%s :%s".formatted(name, name));
        put(name, number);
      }
    }

    void remove(String name) {
      remove.add("#" + name);
      names.put("#" + name, name);
    }

    private void put(String name, long number) {
      names.put("#" + name, name);
      values.put(":" + name, new Value.Number(number));
    }

    /** Of generation 0 there is no item yet, or no more. */
    ItemUpdate ofGeneration(long generation) {
      var condition = "attribute_not_exists(#generation)";
      if (generation > 0) {
        condition = "#generation = :old_generation";
        values.put(":old_generation", new Value.Number(generation));
      }
      return new ItemUpdate(ID, expression(), Optional.of(condition), names, values);
    }

    private String expression() {
      var expression = new StringBuilder("SET " + String.join(", ", set));
      if (!remove.isEmpty()) {
        expression.append(" REMOVE ").append(String.join(", ", remove));
      }
      if (!add.isEmpty()) {
        expression.append(" ADD ").append(String.join(", ", add));
      }
      return expression.toString();
    }
  }
}
