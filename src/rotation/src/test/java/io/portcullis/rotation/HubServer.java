package io.portcullis.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.EndpointAccess;
import io.portcullis.huggingface.HttpEndpointAccess;
import io.portcullis.huggingface.HttpHub;
import io.portcullis.huggingface.Hub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A real HTTP server in the Hub's place; tokens that no test made known are rejected. */
final class HubServer implements AutoCloseable {
  private record Answer(int status, String body, Map<String, String> headers) {}

  static final String INFERENCE =
      """
      {"auth":{"accessToken":{"role":"fineGrained","fineGrained":{"global":[],
       "canReadGatedRepos":false,"scoped":[{"entity":{"_id":"1","type":"org","name":"acme"},
       "permissions":["inference.endpoints.infer.write"]}]}}}}
      """;

  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, Answer> accesses = new HashMap<>();
  private final HttpServer server;

  HubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/whoami-v2", exchange -> send(exchange, answers));
    server.createContext(
        "/api/inference-endpoints/acme/documents/auth-check/infer",
        exchange -> send(exchange, accesses));
    server.start();
  }

  private static void send(HttpExchange exchange, Map<String, Answer> answers) throws IOException {
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    var none = new Answer(401, "{\"error\":\"no\"}", Map.of());
    var answer = answers.getOrDefault(authorization, none);
    var bytes = answer.body().getBytes(UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Lets a token pass in every respect. */
  HubServer accepting(String token) {
    return answering(token, 200, INFERENCE).admitting(token, 200);
  }

  HubServer answering(String token, int status, String body) {
    return answering(token, status, body, Map.of());
  }

  HubServer answering(String token, int status, String body, Map<String, String> headers) {
    answers.put("Bearer " + token, new Answer(status, body, headers));
    return this;
  }

  /** What is answered to the question whether a token may call the endpoint. */
  HubServer admitting(String token, int status) {
    accesses.put("Bearer " + token, new Answer(status, "{\"namespace\":\"acme\"}", Map.of()));
    return this;
  }

  Hub hub() {
    return new HttpHub(url(), new HttpCaller(Duration.ofSeconds(3)), Duration.ofSeconds(20));
  }

  EndpointAccess access() {
    return new HttpEndpointAccess(
        url(), new HttpCaller(Duration.ofSeconds(3)), Duration.ofSeconds(20));
  }

  private ServiceUrl url() {
    return ServiceUrl.of("HUB_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
