package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.http.ServiceUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EndpointReplyTest {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret("hf_planted_0123456789");
  private final ProxyFunction function = new ProxyFunction(server.url(), secret);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, 400, upstream_rejected, invalid_request_error",
    "404, 404, upstream_rejected, invalid_request_error",
    "413, 413, upstream_rejected, invalid_request_error",
    "422, 422, upstream_rejected, invalid_request_error",
    "424, 424, upstream_rejected, invalid_request_error",
    "401, 502, token_rejected, api_error",
    "403, 502, token_forbidden, api_error",
    "429, 429, upstream_overloaded, rate_limit_error",
    "503, 503, upstream_unavailable, api_error",
    "500, 502, upstream_failed, api_error",
    "502, 502, upstream_failed, api_error",
    "504, 502, upstream_failed, api_error",
    "201, 502, upstream_failed, api_error",
    "204, 502, upstream_failed, api_error",
    "302, 502, upstream_redirected, api_error",
    "307, 502, upstream_redirected, api_error",
    "402, 502, upstream_failed, api_error",
    "407, 502, upstream_failed, api_error",
    "418, 502, upstream_failed, api_error",
    "599, 502, upstream_failed, api_error"
  })
  void everyStatusHasItsCode(int endpoint, int status, String code, String type) {
    server.answers(endpoint, Map.of("Location", server.url().toString()), "");

    var response = function.call(event());

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.code()).isEqualTo(code);
    assertThat(response.error().get("type").textValue()).isEqualTo(type);
    assertThat(response.error().get("layer").textValue()).isEqualTo(code.split("_")[0]);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void nothingOfAnErrorsBodyIsPassedOn() {
    server.answers(422, JSON, "{\"error\":\"host 10.0.0.1 planted\"}");

    assertThat(function.call(event()).body()).doesNotContain("planted", "10.0.0.1");
  }

  @Test
  void anEventStreamPasses() {
    var events = "data: {\"a\":\"ü\"}\n\n: keep-alive\n\ndata: [DONE]\n\n";
    server.answers(200, Map.of("Content-Type", "text/event-stream; charset=utf-8"), events);

    var response = function.call(event());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("content-type").textValue()).isEqualTo("text/event-stream");
    assertThat(response.body()).isEqualTo(events);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/plain",
        "application/octet-stream",
        "application/json; charset=utf-16",
        ""
      })
  void anotherTypeIsInvalid(String type) {
    server.answers(200, Map.of("Content-Type", type), EndpointServer.COMPLETION);

    assertInvalid();
  }

  @Test
  void anAnswerWithoutTypeIsInvalid() {
    server.answers(200, Map.of(), EndpointServer.COMPLETION);

    assertInvalid();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "<html></html>", "[]", "{\"a\":", "{} {}"})
  void jsonThatIsNoneIsInvalid(String body) {
    server.answers(200, JSON, body);

    assertInvalid();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream"})
  void bytesThatAreNoTextAreInvalid(String type) {
    var latin =
        "data:{\"a\":\"ü\"}\n\n"
            .substring(type.endsWith("json") ? 5 : 0)
            .getBytes(StandardCharsets.ISO_8859_1);
    server.answers(200, Map.of("Content-Type", type), latin);

    assertInvalid();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream"})
  void anAnswerThatGivesTheTokenAwayIsInvalid(String type) {
    var echo = "{\"echo\":\"Bearer hf_planted_0123456789\"}";
    server.answers(
        200,
        Map.of("Content-Type", type),
        type.endsWith("json") ? echo : "data: %s\n\n".formatted(echo));

    assertInvalid();
  }

  @Test
  void anEndlessAnswerIsTooLarge() {
    server.behaves(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          var bytes = "data: x\n\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
          while (true) {
            exchange.getResponseBody().write(bytes);
          }
        });

    assertTooLarge();
  }

  @Test
  void anAnswerThatGrowsBeyondTheLimitInItsEnvelopeIsTooLarge() {
    // Every line break becomes two characters.
    server.answers(
        200,
        Map.of("Content-Type", "text/event-stream"),
        "data:\n\n".repeat(700_000) + "data: [DONE]\n\n");

    assertTooLarge();
  }

  @Test
  void anAnswerBelowTheLimitPasses() {
    server.answers(200, JSON, "{\"a\":\"%s\"}".formatted("x".repeat(6 * 1024 * 1024 - 1024)));

    assertThat(function.call(event()).status()).isEqualTo(200);
  }

  @Test
  void silenceUntilTheDeadlineIsTheGuards() throws InterruptedException {
    var release = new CountDownLatch(1);
    server.behaves(exchange -> await(release));

    var response = function.call(event().toString(), FakeContext.withMillisLeft(900));
    release.countDown();

    assertThat(response.status()).isEqualTo(504);
    assertThat(response.code()).isEqualTo("guard_deadline");
    assertThat(response.error().get("layer").textValue()).isEqualTo("guard");
  }

  @Test
  void nothingIsSent_whereOnlyTheTimeForTheAnswerIsLeft() {
    var response = function.call(event().toString(), FakeContext.withMillisLeft(400));

    assertThat(response.code()).isEqualTo("guard_deadline");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void anEndpointThatIsNotThereIsUnreachable() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    var url = ServiceUrl.of("ENDPOINT_URL", "http://127.0.0.1:" + free);

    var response = new ProxyFunction(url, secret).call(event());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.code()).isEqualTo("upstream_unreachable");
    assertThat(response.body()).doesNotContain("127.0.0.1");
  }

  @Test
  void anEndpointThatBreaksOffHasFailed_andIsNotAskedAgain() {
    server.behaves(exchange -> exchange.close());

    var response = function.call(event());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.code()).isEqualTo("upstream_failed");
    assertThat(server.requests()).hasSize(1);
  }

  private void assertInvalid() {
    var response = function.call(event());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.code()).isEqualTo("upstream_response_invalid");
    assertThat(response.body() + function.log()).doesNotContain("planted");
  }

  private void assertTooLarge() {
    var response = function.call(event());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.code()).isEqualTo("upstream_response_too_large");
    assertThat(function.logLine().get("code").textValue()).isEqualTo("upstream_response_too_large");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
