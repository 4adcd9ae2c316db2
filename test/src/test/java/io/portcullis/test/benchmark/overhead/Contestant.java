package io.portcullis.test.benchmark.overhead;

import java.io.IOException;

/** One way to the endpoint. */
interface Contestant extends AutoCloseable {
  String name();

  /** A caller with a connection of its own, for one thread. */
  Caller connect() throws IOException;

  /** Makes one call after the other. */
  @FunctionalInterface
  interface Caller {
    /** Returns when the whole answer is there; any but a completion is an error. */
    void call(String body) throws IOException, InterruptedException;
  }

  @Override
  default void close() throws IOException {}
}
