package io.portcullis.runtime;

import java.io.IOException;

/**
 * A function that answers HTTP requests bit by bit. Its class has a public constructor without
 * arguments, and the function's setting {@code Handler} names it.
 */
public interface StreamHandler {
  /**
   * Answers one event; the response is whole when this returns. An exception before the response
   * has begun is an error of the invocation, and a later one ends the response as a failed one.
   */
  void handle(Invocation invocation, StreamResponse response) throws IOException;

  /** Called once before a snapshot is taken: what is loaded now need not be loaded later. */
  default void beforeSnapshot() {}

  /**
   * Called in every execution environment that starts from the snapshot, before its first event.
   */
  default void afterRestore() {}
}
