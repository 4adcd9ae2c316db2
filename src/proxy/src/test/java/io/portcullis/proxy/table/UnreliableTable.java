package io.portcullis.proxy.table;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A table whose calls fail as they are told, and that remembers them. */
public final class UnreliableTable implements Table {
  private static final TableReply UNAVAILABLE = new TableReply.Unavailable();

  /** What may happen to a call. */
  public enum Fault {
    NONE,
    /** It does not reach the table. */
    LOST,
    /** It does, and the reply is lost. */
    REPLY_LOST
  }

  private final Table table;
  private final List<String> reads = new CopyOnWriteArrayList<>();
  private final List<ItemUpdate> writes = new CopyOnWriteArrayList<>();
  private final Deque<Fault> ofNextUpdates = new ArrayDeque<>();
  private Fault fault = Fault.NONE;
  private int calls;

  public UnreliableTable(Table table) {
    this.table = table;
  }

  /** From now on, what happens to each call. */
  public void fails(Fault now) {
    fails(now, Integer.MAX_VALUE);
  }

  /** The same for the next few calls alone. */
  public synchronized void fails(Fault now, int forCalls) {
    fault = now;
    calls = forCalls;
  }

  /** What happens to the next updates, one after the other; reads do not fail. */
  public synchronized void failsNextUpdates(Fault... next) {
    ofNextUpdates.addAll(List.of(next));
  }

  public List<String> reads() {
    return reads;
  }

  public List<ItemUpdate> writes() {
    return writes;
  }

  @Override
  public TableReply get(String id, Duration timeout) {
    reads.add(id);
    return next() == Fault.NONE ? table.get(id, timeout) : UNAVAILABLE;
  }

  @Override
  public TableReply update(ItemUpdate update, Duration timeout) {
    writes.add(update);
    var now = nextOfUpdate();
    if (now == Fault.LOST) {
      return UNAVAILABLE;
    }
    var reply = table.update(update, timeout);
    return now == Fault.REPLY_LOST ? UNAVAILABLE : reply;
  }

  private synchronized Fault nextOfUpdate() {
    return ofNextUpdates.isEmpty() ? next() : ofNextUpdates.remove();
  }

  private synchronized Fault next() {
    if (calls <= 0) {
      return Fault.NONE;
    }
    calls--;
    return fault;
  }
}
