package io.portcullis.proxy.quota;

import io.portcullis.proxy.table.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item of counters and leases, as a reply of the table has it. */
record LedgerItem(Map<String, Value> attributes) {
  static final LedgerItem EMPTY = new LedgerItem(Map.of());

  boolean has(HeldLease lease) {
    return new Value.Text(lease.text()).equals(attributes.get(lease.attribute()));
  }

  /** What is counted, be it used or reserved. */
  long count(Counter counter) {
    return attributes.get(counter.attribute()) instanceof Value.Number count ? count.number() : 0;
  }

  /** The same without what leases hold that have expired. */
  long used(Counter counter, Instant now) {
    return count(counter) - expired(now).stream().mapToLong(lease -> lease.in(counter)).sum();
  }

  /** Leases that nobody settled in time: of calls whose function was killed, for one. */
  List<HeldLease> expired(Instant now) {
    return attributes.entrySet().stream()
        .map(attribute -> lease(attribute.getKey(), attribute.getValue()))
        .flatMap(Optional::stream)
        .filter(lease -> lease.isExpired(now))
        .toList();
  }

  private static Optional<HeldLease> lease(String attribute, Value value) {
    return value instanceof Value.Text text
        ? HeldLease.of(attribute, text.text())
        : Optional.empty();
  }

  /** Attributes of windows that nobody counts in any more. */
  List<String> past(Instant now) {
    return attributes.keySet().stream()
        .filter(name -> Counter.of(name).filter(counter -> !counter.isKept(now)).isPresent())
        .toList();
  }
}
