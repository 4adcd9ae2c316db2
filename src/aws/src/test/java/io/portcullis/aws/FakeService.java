package io.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.portcullis.http.StubServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service on loopback that answers what a test says, in turn, and the last of it for ever. */
final class FakeService implements AutoCloseable {
  record Request(Headers headers, String body, InetSocketAddress client) {}

  private record Answer(int status, Map<String, String> headers, String body) {}

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final StubServer server = new StubServer(this::answer);

  static FakeService answering(int status, String body) {
    return new FakeService().then(status, body);
  }

  FakeService then(int status, String body) {
    return then(status, Map.of(), body);
  }

  FakeService then(int status, Map<String, String> headers, String body) {
    answers.add(new Answer(status, headers, body));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8),
            exchange.getRemoteAddress()));
    var answer = answers.size() > 1 ? answers.remove() : answers.element();
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    var bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  List<Request> requests() {
    return requests;
  }

  URI url() {
    return server.url().resolve("/");
  }

  @Override
  public void close() {
    server.close();
  }
}
