package io.portcullis.proxy.table;

import io.portcullis.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local on loopback, one for all tests of a run: it takes a second to start. */
final class LocalDynamoDb {
  // Held so that the level stays: the logging framework keeps loggers weakly.
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  private static final URI URL = start();
  private static final AtomicInteger TABLES = new AtomicInteger();

  private LocalDynamoDb() {}

  /** The address of a table that no test has yet. */
  static URI newTable() {
    return URI.create("%s/state-%d".formatted(URL, TABLES.incrementAndGet()));
  }

  /** Ends with the run. */
  private static URI start() {
    SQLITE.setLevel(Level.OFF);
    var requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    try {
      return LoopbackServer.start("dynamodb", 0, new LocalDynamoDBServerHandler(requests, null))
          .url();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
