package io.portcullis.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpCallerTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final HttpCaller caller = new HttpCaller(Duration.ofSeconds(3));

  @Test
  void sendsExactlyTheHeadersAndTheBodyOfTheCall() {
    var seen = new StringBuilder();
    try (var server =
        new StubServer(
            exchange -> {
              seen.append(exchange.getRequestMethod()).append(' ');
              seen.append(exchange.getRequestHeaders().getFirst("Accept")).append(' ');
              seen.append(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
              exchange.sendResponseHeaders(200, 2);
              exchange.getResponseBody().write("{}".getBytes(UTF_8));
              exchange.close();
            })) {

      var reply = caller.send(post(server.url(), 10), AMPLE);

      assertThat(seen).hasToString("POST application/json {\"a\":\"ü\"}");
      assertThat(reply)
          .isInstanceOfSatisfying(
              HttpReply.Answered.class,
              answered -> assertThat(answered.body()).asString().isEqualTo("{}"));
    }
  }

  @Test
  void deletes_withoutABody() {
    var seen = new StringBuilder();
    try (var server =
        new StubServer(
            exchange -> {
              seen.append(exchange.getRequestMethod()).append(' ');
              seen.append(exchange.getRequestBody().readAllBytes().length);
              exchange.sendResponseHeaders(204, -1);
              exchange.close();
            })) {
      var call = HttpCall.delete(server.url().resolve("/tokens/1"), Map.of(), 10);

      assertThat(answered(caller.send(call, AMPLE)).status()).isEqualTo(204);
      assertThat(seen).hasToString("DELETE 0");
    }
  }

  @Test
  void namesHeadersInLowerCase() {
    try (var server = StubServer.answering(200, Map.of("X-Request-ID", "r-1"), "{}")) {
      var reply = caller.send(post(server.url(), 10), AMPLE);

      assertThat(answered(reply).headers()).containsEntry("x-request-id", "r-1");
    }
  }

  @Test
  void timesTheHeaders_notTheBody() {
    var bodySent = new AtomicLong();
    try (var server =
        new RawServer(
            (in, out) -> {
              Thread.sleep(50);
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n".getBytes(US_ASCII));
              Thread.sleep(500);
              bodySent.set(System.nanoTime());
              out.write("{}".getBytes(US_ASCII));
            })) {
      var begin = System.nanoTime();

      var reply = caller.send(post(server.url(), 10), AMPLE);

      assertThat(answered(reply).firstByte())
          .isBetween(Duration.ofMillis(50), Duration.ofNanos(bodySent.get() - begin));
    }
  }

  @Test
  void followsNoRedirect() {
    var followed = new AtomicInteger();
    try (var target =
            new StubServer(
                exchange -> {
                  followed.incrementAndGet();
                  exchange.sendResponseHeaders(200, -1);
                  exchange.close();
                });
        var server = StubServer.answering(307, Map.of("Location", target.url().toString()), "")) {

      var toPost = caller.send(post(server.url(), 10), AMPLE);
      var toGet = caller.send(HttpCall.get(server.url().resolve("/"), Map.of(), 10), AMPLE);

      assertThat(answered(toPost).status()).isEqualTo(307);
      assertThat(answered(toGet).status()).isEqualTo(307);
      assertThat(followed).hasValue(0);
    }
  }

  @Test
  void leavesOutTheBodyOfARefusal_unlessTheCallAsksForIt() {
    try (var server = StubServer.answering(400, Map.of(), "{\"__type\":\"X\"}")) {
      var call = post(server.url(), 100);

      assertThat(answered(caller.send(call, AMPLE)).body()).isEmpty();
      var reply = answered(caller.send(call.readingEveryBody(), AMPLE));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).asString().isEqualTo("{\"__type\":\"X\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 307, 401, 404, 500})
  void passesOnAnyStatus_whenTheCallAsksForEveryBody(int status) {
    try (var server = StubServer.answering(status, Map.of(), "")) {
      var reply = caller.send(post(server.url(), 10).readingEveryBody(), AMPLE);

      assertThat(answered(reply).status()).isEqualTo(status);
      assertThat(answered(reply).body()).isEmpty();
    }
  }

  @Test
  void readsNoMoreThanTheLimit_ofARefusal() {
    try (var server = StubServer.answering(400, Map.of(), "x".repeat(1000))) {
      assertThat(caller.send(post(server.url(), 999).readingEveryBody(), AMPLE))
          .isEqualTo(new HttpReply.TooLarge());
    }
  }

  @Test
  void keepsTheConnection_afterARefusalThatWasRead() {
    var clients = ConcurrentHashMap.<InetSocketAddress>newKeySet();
    try (var server =
        new StubServer(
            exchange -> {
              clients.add(exchange.getRemoteAddress());
              exchange.getRequestBody().readAllBytes();
              exchange.sendResponseHeaders(400, 2);
              exchange.getResponseBody().write("{}".getBytes(US_ASCII));
              exchange.close();
            })) {
      for (int call = 0; call < 3; call++) {
        caller.send(post(server.url(), 10).readingEveryBody(), AMPLE);
      }

      assertThat(clients).hasSize(1);
    }
  }

  @Test
  void passesOn401_evenWithAChallenge() {
    var challenge = Map.of("WWW-Authenticate", "Basic realm=\"x\"");
    try (var server = StubServer.answering(401, challenge, "no")) {
      var authorization = Map.of("Authorization", "Bearer x");

      var toPost = caller.send(post(server.url(), 10), AMPLE);
      var toGet = caller.send(HttpCall.get(server.url().resolve("/"), authorization, 10), AMPLE);

      assertThat(answered(toPost).status()).isEqualTo(401);
      assertThat(answered(toGet).status()).isEqualTo(401);
    }
  }

  @Test
  void sendsAPostOnce_whenTheConnectionBreaks() {
    try (var server = new RawServer((in, out) -> in.readNBytes(10))) {
      var reply = caller.send(post(server.url(), 10), AMPLE);

      assertThat(reply).isEqualTo(new HttpReply.Broken());
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void sendsAPostOnce_whenAKeptConnectionBreaks() {
    var posts = new AtomicInteger();
    var body = "{\"a\":\"ü\"}".getBytes(UTF_8).length;
    try (var server =
        new RawServer(
            (in, out) -> {
              posts.incrementAndGet();
              in.readNBytes(body);
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII));
              RawServer.readHead(in);
              posts.incrementAndGet();
              in.readNBytes(body);
            })) {
      caller.send(post(server.url(), 10), AMPLE);

      var reply = caller.send(post(server.url(), 10), AMPLE);

      assertThat(reply).isEqualTo(new HttpReply.Broken());
      assertThat(posts).hasValue(2);
    }
  }

  @Test
  void readsNoMoreThanTheLimit_ofAnEndlessAnswer() {
    try (var server = new RawServer((in, out) -> endless(out))) {
      assertThat(caller.send(post(server.url(), 1000), AMPLE)).isEqualTo(new HttpReply.TooLarge());
    }
  }

  @Test
  void readsNoMoreThanTheLimit_ofAnEndlessAnswerInChunks() {
    try (var server =
        new StubServer(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              var bytes = "x".repeat(8192).getBytes(US_ASCII);
              while (true) {
                exchange.getResponseBody().write(bytes);
              }
            })) {
      assertThat(caller.send(post(server.url(), 1000), AMPLE)).isEqualTo(new HttpReply.TooLarge());
    }
  }

  @Test
  void readsAnAnswerOfExactlyTheLimit() {
    try (var server = StubServer.answering(200, Map.of(), "x".repeat(1000))) {
      assertThat(answered(caller.send(post(server.url(), 1000), AMPLE)).body()).hasSize(1000);
      assertThat(caller.send(post(server.url(), 999), AMPLE)).isEqualTo(new HttpReply.TooLarge());
    }
  }

  @Test
  void givesUp_onAServiceThatSaysNothing() throws Exception {
    var release = new CountDownLatch(1);
    try (var server = new RawServer((in, out) -> release.await())) {
      assertThat(caller.send(post(server.url(), 10), SHORT)).isEqualTo(new HttpReply.TimedOut());
    } finally {
      release.countDown();
    }
  }

  @Test
  void givesUp_onAnAnswerThatDrips() {
    try (var server =
        new RawServer(
            (in, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
              while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
              }
            })) {
      assertThat(caller.send(post(server.url(), 1 << 20), SHORT))
          .isEqualTo(new HttpReply.TimedOut());
    }
  }

  @Test
  void sendsNothing_withoutTime() {
    try (var server = new RawServer((in, out) -> {})) {
      assertThat(caller.send(post(server.url(), 10), Duration.ZERO))
          .isEqualTo(new HttpReply.TimedOut());
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void saysThatNothingWasSent_whereNobodyListens() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    var reply = caller.send(post(ServiceUrl.of("X", "http://127.0.0.1:" + free), 10), AMPLE);

    assertThat(reply).isEqualTo(new HttpReply.NotConnected());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: many",
        "Content-Length: -1",
        "Content-Length: ",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: 2, 2"
      })
  void isBroken_whereTheLengthIsNotOneNumber(String header) {
    var answer = "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n{}";
    try (var server = new RawServer((in, out) -> out.write(answer.getBytes(US_ASCII)))) {
      assertThat(caller.send(post(server.url(), 10), AMPLE)).isEqualTo(new HttpReply.Broken());
    }
  }

  @Test
  void isBroken_whereTheAnswerIsNotHttp() {
    try (var server = new RawServer((in, out) -> out.write("SSH-2.0-x\r\n".getBytes(US_ASCII)))) {
      var call = post(server.url(), 10);

      assertThat(caller.send(call, AMPLE)).isEqualTo(new HttpReply.Broken());
      assertThat(caller.send(call.readingEveryBody(), AMPLE)).isEqualTo(new HttpReply.Broken());
    }
  }

  @Test
  void isBroken_whereTheBodyEndsTooSoon() {
    var head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}".getBytes(US_ASCII);
    try (var server = new RawServer((in, out) -> out.write(head))) {
      assertThat(caller.send(post(server.url(), 10), AMPLE)).isEqualTo(new HttpReply.Broken());
    }
  }

  @Test
  void printsNeitherHeadersNorBodies() {
    var call = HttpCall.get(ServiceUrl.of("X", "https://x.org").resolve("/"), Map.of("a", "b"), 1);

    assertThat(call).hasToString("HttpCall[GET https://x.org/]");
    assertThat(new HttpReply.Answered(200, Map.of("a", "b"), new byte[1], Duration.ZERO))
        .hasToString("Answered[200]");
  }

  private static void endless(OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
    var bytes = "x".repeat(8192).getBytes(US_ASCII);
    while (true) {
      out.write(bytes);
    }
  }

  private static HttpCall post(ServiceUrl url, int answerLimit) {
    var body = "{\"a\":\"ü\"}".getBytes(UTF_8);
    return HttpCall.post(
        url.resolve("/v1"), Map.of("Accept", "application/json"), body, answerLimit);
  }

  private static HttpReply.Answered answered(HttpReply reply) {
    assertThat(reply).isInstanceOf(HttpReply.Answered.class);
    return (HttpReply.Answered) reply;
  }
}
