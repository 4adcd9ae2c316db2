package io.portcullis.runtime;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * A function that answers HTTP requests bit by bit. Its class has a public constructor without
 * arguments, and the function's setting {@code Handler} names it.
 */
public interface StreamHandler {
  /**
   * Answers one event; the response is whole when this returns, or when it was ended before. An
   * exception before the response has begun is an error of the invocation, and a later one ends the
   * response as a failed one, if it has not ended.
   */
  void handle(Invocation invocation, StreamResponse response) throws IOException;

  /** What no log may show, whatever its form; asked for each line. */
  default Collection<String> secrets() {
    return List.of();
  }

  /** Called once before a snapshot is taken: what is loaded now need not be loaded later. */
  default void beforeSnapshot() {}

  /**
   * Called in every execution environment that starts from the snapshot, before its first event.
   */
  default void afterRestore() {}
}
