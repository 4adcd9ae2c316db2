package io.portcullis.proxy.table;

import java.time.Duration;

/**
 * A table whose items have one key, the text {@code id}, and expire at the time that their
 * attribute {@code expires} holds in epoch seconds. Every call is bounded in time and throws for
 * nothing that a service does.
 */
public interface Table {
  /**
   * Reads an item as it is now.
   *
   * @return an {@link TableReply.Item}, empty if there is none, or {@link TableReply.Unavailable}
   */
  TableReply get(String id, Duration timeout);

  /** Changes an item if its condition holds, and makes it if there is none. */
  TableReply update(ItemUpdate update, Duration timeout);
}
