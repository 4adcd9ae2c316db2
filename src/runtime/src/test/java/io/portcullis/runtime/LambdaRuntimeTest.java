package io.portcullis.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.portcullis.redaction.Redactor;
import io.portcullis.runtime.RuntimeApiServer.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LambdaRuntimeTest {
  private static final String NEXT = "GET /2018-06-01/runtime/invocation/next";
  private static final HttpPrelude OK = HttpPrelude.of(200, Map.of("content-type", "text/plain"));
  private static final String OK_CHUNK =
      "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/plain\"}}" + "\0".repeat(8);

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private RuntimeApiServer lambda;

  @BeforeEach
  void open() throws IOException {
    lambda = new RuntimeApiServer();
  }

  @AfterEach
  void close() throws IOException {
    lambda.close();
  }

  @Test
  void streamsAResponse() throws Exception {
    lambda.event("a");
    lambda.goAway();

    run((invocation, response) -> response.begin(OK).write(invocation.event()));

    assertThat(lambda.next().what()).isEqualTo(NEXT);
    var head = lambda.next();
    assertThat(head.what()).isEqualTo("POST /2018-06-01/runtime/invocation/request-of-a/response");
    assertThat(head.headers())
        .containsEntry("Lambda-Runtime-Function-Response-Mode", "streaming")
        .containsEntry("Transfer-Encoding", "chunked")
        .containsEntry("Content-Type", "application/vnd.awslambda.http-integration-response")
        .containsEntry(
            "Trailer", "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body");
    assertThat(lambda.next()).isEqualTo(chunk(OK_CHUNK + "a"));
    assertThat(lambda.next()).isEqualTo(new Part("end", Map.of(), ""));
    assertThat(lambda.next().what()).isEqualTo(NEXT);
  }

  @Test
  void sendsAChunk_beforeTheNextIsWritten() throws Exception {
    var seen = new CountDownLatch(1);
    lambda.event("a");
    lambda.goAway();

    start(
        (invocation, response) -> {
          var body = response.begin(OK);
          body.write("first".getBytes(UTF_8));
          body.flush();
          await(seen);
          body.write("second".getBytes(UTF_8));
        });

    assertThat(afterHead()).isEqualTo(chunk(OK_CHUNK + "first"));
    seen.countDown();
    assertThat(lambda.next()).isEqualTo(chunk("second"));
  }

  @Test
  void sendsALargeBody_whole() throws Exception {
    lambda.event("a");
    lambda.goAway();

    run((invocation, response) -> response.begin(OK).write("x".repeat(100_000).getBytes(UTF_8)));

    var body = new StringBuilder(afterHead().text());
    for (var part = lambda.next(); part.what().equals("chunk"); part = lambda.next()) {
      body.append(part.text());
    }
    assertThat(body.toString()).isEqualTo(OK_CHUNK + "x".repeat(100_000));
  }

  @Test
  void tellsTheHandler_whatLambdaSays() throws Exception {
    var seen = new ArrayList<Invocation>();
    lambda.event("a");
    lambda.goAway();

    run(
        (invocation, response) -> {
          seen.add(invocation);
          response.begin(OK);
        });

    var invocation = seen.get(0);
    assertThat(invocation.requestId()).isEqualTo("request-of-a");
    assertThat(invocation.functionArn()).isEqualTo("arn:of:function");
    assertThat(invocation.deadline()).isEqualTo(Instant.ofEpochMilli(RuntimeApiServer.DEADLINE));
    assertThat(invocation.remaining(() -> Instant.ofEpochMilli(RuntimeApiServer.DEADLINE - 7)))
        .isEqualTo(Duration.ofMillis(7));
    assertThat(invocation.remaining(() -> Instant.MAX)).isZero();
  }

  @Test
  void setsTheTraceHeader_ofEachEvent() throws Exception {
    var seen = new ArrayList<String>();
    lambda.event("a");
    lambda.event("b");
    lambda.goAway();

    run(
        (invocation, response) -> {
          seen.add(System.getProperty("com.amazonaws.xray.traceHeader"));
          response.begin(OK);
        });

    assertThat(seen).containsExactly("Root=a", "Root=b");
  }

  @Test
  void servesManyEvents_oneAfterTheOther() throws Exception {
    for (var i = 0; i < 1000; i++) {
      lambda.event(Integer.toString(i));
    }
    lambda.goAway();

    run((invocation, response) -> response.begin(OK).write(invocation.event()));

    for (var i = 0; i < 1000; i++) {
      assertThat(lambda.next().what()).isEqualTo(NEXT);
      assertThat(afterHeadOf("request-of-" + i)).isEqualTo(chunk(OK_CHUNK + i));
      assertThat(lambda.next().what()).isEqualTo("end");
    }
  }

  @Test
  void takesAnEventThatComesInChunks() throws Exception {
    var seen = new ArrayList<String>();
    lambda.sendsEventsInChunks();
    lambda.event("a long event");
    lambda.goAway();

    run(
        (invocation, response) -> {
          seen.add(new String(invocation.event(), UTF_8));
          response.begin(OK);
        });

    assertThat(seen).containsExactly("a long event");
  }

  @Test
  void connectsAgain_whereLambdaClosesTheConnection() throws Exception {
    var seen = new ArrayList<String>();
    lambda.closesEachConnection();
    lambda.event("a");
    lambda.event("b");
    lambda.goAway();

    run(
        (invocation, response) -> {
          seen.add(new String(invocation.event(), UTF_8));
          response.begin(OK);
        });

    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void anExceptionBeforeTheResponse_isAnErrorOfTheInvocation() throws Exception {
    lambda.event("a");
    lambda.goAway();

    run(
        (invocation, response) -> {
          throw new IllegalStateException("my prompt");
        });

    assertThat(lambda.next().what()).isEqualTo(NEXT);
    var error = lambda.next();
    assertThat(error.what()).isEqualTo("POST /2018-06-01/runtime/invocation/request-of-a/error");
    assertThat(error.headers())
        .containsEntry("Lambda-Runtime-Function-Error-Type", "Function.HandlerFailed");
    assertThat(lambda.next().text())
        .startsWith(
            "{\"errorType\":\"Function.HandlerFailed\","
                + "\"errorMessage\":\"the handler failed with 'java.lang.IllegalStateException'\","
                + "\"stackTrace\":[\"");
    assertThat(lambda.next().what()).isEqualTo(NEXT);
  }

  @Test
  void anExceptionAfterTheFirstChunk_isInTheTrailers_andTheNextEventIsServed() throws Exception {
    lambda.event("a");
    lambda.event("b");
    lambda.goAway();

    run(
        (invocation, response) -> {
          var body = response.begin(OK);
          body.write(invocation.event());
          body.flush();
          if (invocation.requestId().endsWith("a")) {
            throw new IOException("my prompt");
          }
        });

    assertThat(afterHead()).isEqualTo(chunk(OK_CHUNK + "a"));
    var end = lambda.next();
    assertThat(end.what()).isEqualTo("end");
    assertThat(end.headers())
        .containsEntry("Lambda-Runtime-Function-Error-Type", "Function.HandlerFailed");
    assertThat(decoded(end.headers().get("Lambda-Runtime-Function-Error-Body")))
        .contains("\"errorMessage\":\"the handler failed with 'java.io.IOException'\"");
    assertThat(lambda.next().what()).isEqualTo(NEXT);
    assertThat(afterHeadOf("request-of-b")).isEqualTo(chunk(OK_CHUNK + "b"));
    assertThat(lambda.next().headers()).isEmpty();
  }

  @Test
  void endsAResponse_whileTheHandlerStillWorks() throws Exception {
    lambda.event("a");
    lambda.goAway();
    var received = new CountDownLatch(1);
    var handler =
        new Thread(
            () ->
                run(
                    (invocation, response) -> {
                      response.begin(OK).write(invocation.event());
                      response.end();
                      await(received);
                    }));

    handler.start();

    assertThat(afterHead()).isEqualTo(chunk(OK_CHUNK + "a"));
    assertThat(lambda.next().what()).isEqualTo("end");
    received.countDown();
    assertThat(lambda.next().what()).isEqualTo(NEXT);
    handler.join();
  }

  @Test
  void anExceptionAfterTheEnd_isLogged_andTheNextEventIsServed() throws Exception {
    lambda.event("a");
    lambda.event("b");
    lambda.goAway();

    run(
        (invocation, response) -> {
          response.begin(OK).write(invocation.event());
          response.end();
          throw new IllegalStateException("my prompt");
        });

    assertThat(afterHead()).isEqualTo(chunk(OK_CHUNK + "a"));
    assertThat(lambda.next().headers()).isEmpty();
    assertThat(lambda.next().what()).isEqualTo(NEXT);
    assertThat(afterHeadOf("request-of-b")).isEqualTo(chunk(OK_CHUNK + "b"));
    assertThat(log.toString(UTF_8)).contains("java.lang.IllegalStateException");
  }

  @Test
  void aHandlerThatDoesNotRespond_hasFailed() throws Exception {
    lambda.event("a");
    lambda.goAway();

    run((invocation, response) -> {});

    lambda.next();
    assertThat(lambda.next().what()).endsWith("/request-of-a/error");
  }

  @Test
  void anError_isReportedToo() throws Exception {
    lambda.event("a");
    lambda.goAway();

    run(
        (invocation, response) -> {
          throw new StackOverflowError();
        });

    lambda.next();
    assertThat(lambda.next().what()).endsWith("/request-of-a/error");
  }

  @Test
  void theLog_saysWhatFailed_withoutItsMessage() throws Exception {
    lambda.event("a");
    lambda.goAway();

    run(
        (invocation, response) -> {
          throw new IllegalStateException("my prompt");
        });

    assertThat(log.toString(UTF_8))
        .contains("java.lang.IllegalStateException")
        .contains("LambdaRuntimeTest")
        .doesNotContain("my prompt");
  }

  @Test
  void aHandlerThatCannotStart_isAnInitError() throws Exception {
    runtime()
        .run(
            () -> {
              throw new IllegalArgumentException("'ENDPOINT_URL' is required");
            },
            false);

    var error = lambda.next();
    assertThat(error.what()).isEqualTo("POST /2018-06-01/runtime/init/error");
    assertThat(error.headers())
        .containsEntry("Lambda-Runtime-Function-Error-Type", "Function.InitFailed");
    assertThat(lambda.next().text()).contains("'ENDPOINT_URL' is required");
    assertThat(lambda.nothingElseCame()).isTrue();
  }

  @Test
  void takesASnapshot_betweenTheHooks() throws Exception {
    var order = new ArrayList<String>();
    lambda.event("a");
    lambda.goAway();

    runFromSnapshot(new Hooks(order, () -> {}, () -> {}));

    assertThat(order).containsExactly("before", "after", "handle");
    assertThat(lambda.next().what()).isEqualTo("GET /2018-06-01/runtime/restore/next");
    assertThat(lambda.next().what()).isEqualTo(NEXT);
  }

  @Test
  void aFailedHookBeforeTheSnapshot_isAnInitError() throws Exception {
    runtime().run(() -> new Hooks(new ArrayList<>(), LambdaRuntimeTest::fail, () -> {}), true);

    assertThat(lambda.next().what()).isEqualTo("POST /2018-06-01/runtime/init/error");
  }

  @Test
  void aFailedHookAfterTheRestore_isARestoreError() throws Exception {
    runtime().run(() -> new Hooks(new ArrayList<>(), () -> {}, LambdaRuntimeTest::fail), true);

    assertThat(lambda.next().what()).isEqualTo("GET /2018-06-01/runtime/restore/next");
    var error = lambda.next();
    assertThat(error.what()).isEqualTo("POST /2018-06-01/runtime/restore/error");
    assertThat(error.headers())
        .containsEntry("Lambda-Runtime-Function-Error-Type", "Function.AfterRestoreFailed");
  }

  /** A handler whose hooks do something. */
  private record Hooks(List<String> order, Runnable before, Runnable after)
      implements StreamHandler {
    @Override
    public void beforeSnapshot() {
      order.add("before");
      before.run();
    }

    @Override
    public void afterRestore() {
      order.add("after");
      after.run();
    }

    @Override
    public void handle(Invocation invocation, StreamResponse response) throws IOException {
      order.add("handle");
      response.begin(OK);
    }
  }

  private static void fail() {
    throw new IllegalStateException("asked to fail");
  }

  private LambdaRuntime runtime() throws IOException {
    return new LambdaRuntime(
        new RuntimeApi(lambda.authority()), new PrintStream(log, true, UTF_8), Redactor.ofForms());
  }

  /** Runs until the API goes away. */
  private void run(StreamHandler handler) {
    assertThatIOException()
        .isThrownBy(() -> runtime().run(() -> handler, false))
        .withMessage("the Runtime API closed the connection");
  }

  private void runFromSnapshot(StreamHandler handler) {
    assertThatIOException().isThrownBy(() -> runtime().run(() -> handler, true));
  }

  private void start(StreamHandler handler) {
    new Thread(() -> run(handler)).start();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Part afterHead() throws InterruptedException {
    lambda.next();
    return afterHeadOf("request-of-a");
  }

  private Part afterHeadOf(String requestId) throws InterruptedException {
    assertThat(lambda.next().what()).endsWith("/" + requestId + "/response");
    return lambda.next();
  }

  private static Part chunk(String text) {
    return new Part("chunk", Map.of(), text);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
