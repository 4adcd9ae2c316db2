package io.portcullis.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real OpenID Connect issuer on loopback, as far as it publishes things of itself. */
final class TestIssuer implements AutoCloseable {
  private static final String DISCOVERY = "/tenant/.well-known/openid-configuration";
  private static final String KEYS = "/keys";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Answer discovery;
  private volatile Answer keys;
  private volatile boolean hanging;

  private record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer ok(String body) {
      return new Answer(200, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
    }
  }

  TestIssuer(JWK... published) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    discovers(url(), address(KEYS));
    publishes(published);
  }

  /** What its tokens have as {@code iss}. */
  String url() {
    return address("/tenant");
  }

  String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  void discovers(String issuer, String keysUrl) {
    discovery = Answer.ok("{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keysUrl));
  }

  void discoversText(String document) {
    discovery = Answer.ok(document);
  }

  void publishes(JWK... published) {
    keys = Answer.ok(new JWKSet(List.of(published)).toString());
  }

  /** With whatever is private or shared of them, as no issuer should. */
  void publishesSecrets(JWK... published) {
    keys = Answer.ok(new JWKSet(List.of(published)).toString(false));
  }

  void publishesText(String document) {
    keys = Answer.ok(document);
  }

  void fails(int status) {
    keys = new Answer(status, Map.of(), new byte[0]);
  }

  void redirectsKeysTo(String url) {
    keys = new Answer(302, Map.of("Location", url), new byte[0]);
  }

  /** Accepts calls and answers none until it is closed. */
  void hangs() {
    hanging = true;
  }

  /** Paths that were asked for, in their order. */
  List<String> calls() {
    return new ArrayList<>(calls);
  }

  long keyCalls() {
    return calls.stream().filter(KEYS::equals).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    calls.add(path);
    if (hanging) {
      await();
    }
    var answer =
        path.equals(DISCOVERY)
            ? discovery
            : path.equals(KEYS) ? keys : new Answer(404, Map.of(), new byte[0]);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
