package io.portcullis.proxy.table;

import java.time.Duration;

/** Stands where a function shares no table: everyone then does what it does while one is away. */
public final class NoTable implements Table {
  @Override
  public TableReply get(String id, Duration timeout) {
    return new TableReply.Unavailable();
  }

  @Override
  public TableReply update(ItemUpdate update, Duration timeout) {
    return new TableReply.Unavailable();
  }
}
