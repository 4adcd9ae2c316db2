package io.portcullis.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
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
  private record Answer(int status, String body) {}

  static final String INFERENCE =
      """
      {"auth":{"accessToken":{"role":"fineGrained","fineGrained":{"global":[],
       "canReadGatedRepos":false,"scoped":[{"entity":{"_id":"1","type":"org","name":"acme"},
       "permissions":["inference.endpoints.infer.write"]}]}}}}
      """;

  private final Map<String, Answer> answers = new HashMap<>();
  private final HttpServer server;

  HubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/api/whoami-v2",
        exchange -> {
          var authorization = exchange.getRequestHeaders().getFirst("Authorization");
          var answer = answers.getOrDefault(authorization, new Answer(401, "{\"error\":\"no\"}"));
          var bytes = answer.body().getBytes(UTF_8);
          exchange.sendResponseHeaders(answer.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  HubServer accepting(String token) {
    return answering(token, 200, INFERENCE);
  }

  HubServer answering(String token, int status, String body) {
    answers.put("Bearer " + token, new Answer(status, body));
    return this;
  }

  Hub hub() {
    var url = ServiceUrl.of("HUB_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    return new HttpHub(url, new HttpCaller(Duration.ofSeconds(3)), Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
