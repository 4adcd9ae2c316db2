package io.portcullis.proxy.table;

import java.util.Map;

/** What became of one call of the table. */
public sealed interface TableReply {

  /**
   * The item as it is now.
   *
   * @param attributes by name; empty if there is no such item
   */
  record Item(Map<String, Value> attributes) implements TableReply {
    public Item {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * The condition did not hold, and nothing changed.
   *
   * @param attributes of the item as it is, by name; empty if there is no such item
   */
  record Refused(Map<String, Value> attributes) implements TableReply {
    public Refused {
      attributes = Map.copyOf(attributes);
    }
  }

  /** Nothing is known, not even whether a change was made. */
  record Unavailable() implements TableReply {}
}
