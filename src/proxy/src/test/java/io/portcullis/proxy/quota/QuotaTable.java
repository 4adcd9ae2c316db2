package io.portcullis.proxy.quota;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.SetClock;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.table.TableReply;
import io.portcullis.proxy.table.UnreliableTable;
import io.portcullis.proxy.table.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A table of one test, in DynamoDB Local, and a clock. */
final class QuotaTable {
  static final Duration AMPLE = Duration.ofSeconds(20);

  final UnreliableTable table;
  final SetClock clock = new SetClock("2026-11-25T10:20:48Z");

  QuotaTable() {
    this(LocalTable.create());
  }

  QuotaTable(LocalTable local) {
    table = new UnreliableTable(local);
  }

  /** The quotas of a process whose clock is right, and that refuses where the table is away. */
  Quotas quotas() {
    return quotas(table, clock);
  }

  static Quotas quotas(Table table, InstantSource clock) {
    return new Quotas(table, TableFailure.REFUSE, SpendCeiling.NONE, clock);
  }

  static PlanLimits limits(Limit... limits) {
    return new PlanLimits(List.of(limits));
  }

  static SpendCeiling dollars(String perDay, String perMonth, String input, String output) {
    return new SpendCeiling(
        new BigDecimal(perDay),
        new BigDecimal(perMonth),
        new BigDecimal(input),
        new BigDecimal(output));
  }

  /** With half a minute left. */
  static Deadline deadline() {
    return Deadline.of(Duration.ofSeconds(30), () -> 900_000);
  }

  /** The numbers of an item by attribute, but for when it expires. */
  Map<String, Long> counts(String id) {
    var counts = new TreeMap<String, Long>();
    attributes(id)
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Number count && !name.equals("expires")) {
                counts.put(name, count.number());
              }
            });
    return counts;
  }

  long leases(String id) {
    return attributes(id).keySet().stream().filter(name -> name.startsWith("lease_")).count();
  }

  Map<String, Value> attributes(String id) {
    return ((TableReply.Item) table.get(id, AMPLE)).attributes();
  }
}
