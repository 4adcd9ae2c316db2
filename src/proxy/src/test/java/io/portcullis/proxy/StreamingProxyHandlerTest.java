package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static io.portcullis.proxy.ProxyFunction.parse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.runtime.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamingProxyHandlerTest {
  private static final String TOKEN = "hf_planted_0123456789";
  private static final Duration LONG = Duration.ofSeconds(40);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final EndpointServer server = new EndpointServer();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final StreamedResponse response = new StreamedResponse();
  private final CountDownLatch seen = new CountDownLatch(1);

  @AfterEach
  void stop() {
    seen.countDown();
    server.close();
  }

  /** What the endpoint streams, and how it ends. */
  @FunctionalInterface
  private interface Stream {
    void write(OutputStream body) throws IOException, InterruptedException;
  }

  @Test
  void passesOnAnEvent_beforeTheEndpointHasSentTheNext() throws Exception {
    streams(
        body -> {
          send(body, "data: first\n\n");
          seen.await();
          send(body, "data: second\n\n");
          send(body, "data: [DONE]\n\n");
        });

    var handled = CompletableFuture.runAsync(() -> handle(LONG, LONG));

    assertThat(response.next()).isEqualTo("data: first\n\n");
    assertThat(handled).isNotDone();
    seen.countDown();
    assertThat(response.next()).isEqualTo("data: second\n\n");
    assertThat(response.next()).isEqualTo("data: [DONE]\n\n");
    handled.get();
    assertThat(response.prelude().statusCode()).isEqualTo(200);
    assertThat(response.prelude().headers()).containsEntry("content-type", "text/event-stream");
  }

  @Test
  void passesOnWholeEventsAlone() throws Exception {
    streams(
        body -> {
          send(body, "data: fi");
          send(body, "rst\n");
          send(body, "\ndata: [DONE]\n\n");
        });

    handle(LONG, LONG);

    assertThat(response.next()).isEqualTo("data: first\n\n");
  }

  @Test
  void passesOnAJsonAnswer() throws Exception {
    handle(LONG, LONG);

    assertThat(response.prelude().headers()).containsEntry("content-type", "application/json");
    assertThat(response.rest()).isEqualTo(EndpointServer.COMPLETION);
  }

  @Test
  void refusesBeforeTheFirstEvent_withAStatus() throws Exception {
    streams(body -> {});

    handle(LONG, LONG);

    assertThat(response.prelude().statusCode()).isEqualTo(502);
    assertThat(code(response.rest())).isEqualTo("upstream_failed");
  }

  @Test
  void anEndpointThatDiesUnderWay_isToldByAnEvent_behindWholeOnes() throws Exception {
    streams(
        body -> {
          send(body, "data: first\n\n");
          seen.await();
          send(body, "data: half of the sec");
          throw new IOException("dies");
        });
    var handled = CompletableFuture.runAsync(() -> handle(LONG, LONG));
    assertThat(response.next()).isEqualTo("data: first\n\n");
    seen.countDown();
    handled.get();

    assertThat(parse(response.rest().replaceFirst("^data: ", "")))
        .isEqualTo(
            parse(
                """
                {"error":{
                  "message":"The model broke off in the middle of its answer.",
                  "type":"api_error",
                  "code":"upstream_interrupted",
                  "layer":"upstream",
                  "request_id":"request-1"}}
                """));
    assertThat(response.rest()).endsWith("}\n\n");
  }

  @Test
  void aChatThatEndsWithoutItsLastEvent_hasBrokenOff() throws Exception {
    streams(body -> send(body, "data: first\n\n"));

    handle(LONG, LONG);

    assertThat(response.next()).isEqualTo("data: first\n\n");
    assertThat(errorEvent()).isEqualTo("upstream_interrupted");
  }

  @Test
  void aStreamOfAnotherForm_mayEndAnywhere() throws Exception {
    streams(body -> send(body, "data: first\n\n"));
    var event = event().put("resource", "/generate").put("body", "{\"inputs\":\"x\"}");

    handle(event, LONG, LONG, LONG);

    assertThat(response.rest()).isEqualTo("data: first\n\n");
  }

  @Test
  void anEnginesErrorIsToldInOurWords() throws Exception {
    streams(
        body -> {
          send(body, "data: first\n\n");
          send(body, "data: {\"error\":\"host planted-host failed\"}\n\n");
        });

    handle(LONG, LONG);

    assertThat(response.next()).isEqualTo("data: first\n\n");
    assertThat(response.rest()).doesNotContain("planted");
    assertThat(errorEvent()).isEqualTo("upstream_interrupted");
  }

  @Test
  void anEventThatGivesTheTokenAway_endsTheStream() throws Exception {
    streams(
        body -> {
          send(body, "data: first\n\n");
          send(body, "data: hf_plan");
          send(body, "ted_0123456789\n\n");
        });

    handle(LONG, LONG);

    assertThat(response.next()).isEqualTo("data: first\n\n");
    assertThat(response.rest()).doesNotContain("hf_plan");
    assertThat(errorEvent()).isEqualTo("upstream_response_invalid");
  }

  @Test
  void anEventWithoutEnd_endsTheStream() throws Exception {
    streams(
        body -> {
          send(body, "data: first\n\ndata: ");
          while (true) {
            send(body, "x".repeat(10_000));
          }
        });

    handle(LONG, LONG);

    assertThat(response.next()).isEqualTo("data: first\n\n");
    assertThat(errorEvent()).isEqualTo("upstream_response_too_large");
  }

  @Test
  void anEndlessStreamIsEnded() throws Exception {
    streams(
        body -> {
          while (true) {
            send(body, "data: %s\n\n".formatted("x".repeat(10_000)));
          }
        });

    handle(LONG, LONG);

    assertThat(response.rest()).hasSizeLessThan(11 * 1024 * 1024);
    assertThat(response.rest()).contains("upstream_response_too_large");
  }

  @Test
  void anEndpointThatDoesNotBegin_isRefused() throws Exception {
    streams(body -> seen.await());

    handle(event(), SHORT, LONG, LONG);

    assertThat(response.prelude().statusCode()).isEqualTo(504);
    assertThat(code(response.rest())).isEqualTo("guard_deadline");
  }

  @Test
  void aStreamThatIsIdle_isEnded() throws Exception {
    streams(
        body -> {
          send(body, "data: first\n\n");
          seen.await();
        });

    handle(event(), LONG, SHORT, LONG);

    assertThat(response.next()).isEqualTo("data: first\n\n");
    assertThat(errorEvent()).isEqualTo("guard_deadline");
  }

  @Test
  void aStreamThatGoesOnForTooLong_isEnded() throws Exception {
    streams(
        body -> {
          while (true) {
            send(body, "data: x\n\n");
            Thread.sleep(5);
          }
        });

    handle(event(), LONG, LONG, Duration.ofSeconds(1));

    assertThat(response.rest()).contains("guard_deadline");
  }

  @Test
  void theLogTellsWhatBecameOfAStream() throws Exception {
    streams(body -> send(body, "data: first\n\n"));

    handle(LONG, LONG);

    var line = parse(log.toString(UTF_8));
    assertThat(line.path("status").intValue()).isEqualTo(200);
    assertThat(line.path("code").textValue()).isEqualTo("upstream_interrupted");
    assertThat(line.path("layer").textValue()).isEqualTo("upstream");
    assertThat(line.path("UpstreamFailures").intValue()).isEqualTo(1);
  }

  @Test
  void theLogTellsNothingOfAGoodStream() throws Exception {
    streams(body -> send(body, "data: planted\n\ndata: [DONE]\n\n"));

    handle(LONG, LONG);

    var line = parse(log.toString(UTF_8));
    assertThat(line.path("code").isNull()).isTrue();
    assertThat(line.has("FirstByte")).isTrue();
    assertThat(line.toString()).doesNotContain("planted");
  }

  private void streams(Stream stream) {
    server.behaves(exchange -> stream(exchange, stream));
  }

  private static void stream(HttpExchange exchange, Stream stream) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try {
      stream.write(exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(OutputStream body, String text) throws IOException {
    body.write(text.getBytes(UTF_8));
    body.flush();
  }

  private void handle(Duration idle, Duration total) {
    handle(event(), LONG, idle, total);
  }

  private void handle(JsonNode event, Duration firstByte, Duration idle, Duration total) {
    var settings =
        new ProxySettings(
            server.url(),
            "arn",
            Duration.ofSeconds(60),
            new RequestTimeouts(firstByte, idle, total, Duration.ZERO),
            ProxyFunction.LIMITS,
            ProxyFunction.NO_STATE);
    var service =
        new ProxyService(
            settings,
            new FakeTokenSecret(TOKEN),
            Optional.empty(),
            InstantSource.system(),
            new PrintStream(log, true, UTF_8));
    var invocation =
        new Invocation(
            "id",
            "arn",
            Instant.now().plus(Duration.ofMinutes(1)),
            event.toString().getBytes(UTF_8));
    try {
      new StreamingProxyHandler(service, "proxy").handle(invocation, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String errorEvent() throws IOException {
    assertThat(response.rest()).startsWith("data: ").endsWith("\n\n");
    return code(response.rest().substring(6));
  }

  private static String code(String json) {
    return parse(json).at("/error/code").asText();
  }
}
