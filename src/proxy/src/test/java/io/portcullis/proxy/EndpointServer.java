package io.portcullis.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.http.ServiceUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server in the endpoint's place, which remembers what it was sent. */
final class EndpointServer implements AutoCloseable {
  static final String COMPLETION =
      "{\"id\":\"1\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hëllo\"}}]}";

  /** A request as it arrived; header names in lower case. */
  record Seen(String method, String path, Map<String, List<String>> headers, String body) {}

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Seen> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile HttpHandler behaviour;

  EndpointServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          var headers = new TreeMap<String, List<String>>();
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
          requests.add(
              new Seen(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  headers,
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          behaviour.handle(exchange);
          exchange.close();
        });
    answers(200, Map.of("Content-Type", "application/json"), COMPLETION);
    server.start();
  }

  void answers(int status, Map<String, String> headers, String body) {
    answers(status, headers, body.getBytes(UTF_8));
  }

  void answers(int status, Map<String, String> headers, byte[] body) {
    behaves(
        exchange -> {
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
        });
  }

  /** Answers well to one token alone, and with 401 to every other. */
  void knowsOnly(String token) {
    behaves(
        exchange -> {
          var known = "Bearer ".concat(token);
          var status =
              known.equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401;
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          var body = (status == 200 ? COMPLETION : "{\"error\":\"UNAUTHORIZED\"}").getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
        });
  }

  void behaves(HttpHandler handler) {
    behaviour = handler;
  }

  List<Seen> requests() {
    return requests;
  }

  ServiceUrl url() {
    return ServiceUrl.of("ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
