package io.portcullis.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import io.portcullis.http.StubServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that gives one answer to every request, and remembers what came. */
final class Recorder implements AutoCloseable {
  static final HttpCaller CALLER = new HttpCaller(Duration.ofSeconds(3));
  static final Duration AMPLE = Duration.ofSeconds(20);

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final StubServer server;

  Recorder(int status, String body) {
    server =
        new StubServer(
            exchange -> {
              var headers = exchange.getRequestHeaders();
              requests.add(
                  "%s %s | %s | %s | %s"
                      .formatted(
                          exchange.getRequestMethod(),
                          exchange.getRequestURI(),
                          headers.getFirst("Authorization"),
                          headers.getFirst("Content-Type"),
                          new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
              var bytes = body.getBytes(UTF_8);
              exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
              exchange.getResponseBody().write(bytes);
              exchange.close();
            });
  }

  ServiceUrl url() {
    return server.url();
  }

  /** Each as method, path, authorization, content type and body. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.close();
  }
}
