package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static io.portcullis.proxy.ProxyFunction.eventWithBody;
import static io.portcullis.proxy.ProxyFunction.eventWithHeader;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.runtime.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an answer is not streamed, it is the same under either runtime. */
@Timeout(60)
class HandlersContractTest {
  private static final String TOKEN = "hf_planted_0123456789";

  private final EndpointServer server = new EndpointServer();

  /** What a client gets. */
  private record Got(int status, Map<String, String> headers, String body) {}

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 403, 404, 422, 429, 500, 503, 302})
  void givesTheSameAnswer_toEveryStatusOfTheEndpoint(int status) throws Exception {
    var headers =
        Map.of("Content-Type", "application/json", "X-Request-Id", "r-1", "Retry-After", "7");
    server.answers(status, headers, status == 200 ? EndpointServer.COMPLETION : "");

    assertSame(event());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json; charset=latin-1", "application/json"})
  void givesTheSameAnswer_toABodyThatIsNone(String type) throws Exception {
    server.answers(200, Map.of("Content-Type", type), "{\"a\":");

    assertSame(event());
  }

  static Stream<JsonNode> refused() {
    return Stream.of(
        event().put("resource", "/metrics"),
        event().put("httpMethod", "GET"),
        eventWithHeader("Content-Type", "text/plain"),
        eventWithBody("nonsense"),
        eventWithBody("{\"messages\":[]}"),
        ProxyFunction.parse("{}"),
        ProxyFunction.parse("[]"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void givesTheSameAnswer_toARequestThatIsRefused(JsonNode event) throws Exception {
    assertSame(event);
  }

  @Test
  void givesTheSameAnswer_toAnotherOrigin() throws Exception {
    var event = event();
    event.putObject("stageVariables").put("ALLOWED_ORIGIN", "https://chat.example.com");

    assertSame(event);
  }

  /**
   * The one difference that is meant: where all of it is waited for, a status tells how it ended.
   */
  @Test
  void aStreamThatBreaksOff_isRefusedWhereItIsWaitedFor() throws Exception {
    server.answers(200, Map.of("Content-Type", "text/event-stream"), "data: first\n\n");

    assertThat(buffered(event()).status()).isEqualTo(502);
    assertThat(buffered(event()).body()).contains("upstream_interrupted").doesNotContain("first");
    assertThat(streamed(event()).status()).isEqualTo(200);
    assertThat(streamed(event()).body()).startsWith("data: first\n\ndata: {\"error\":");
  }

  @Test
  void aGoodStreamIsTheSameText() throws Exception {
    server.answers(
        200, Map.of("Content-Type", "text/event-stream"), "data: first\n\ndata: [DONE]\n\n");

    assertSame(event());
  }

  private void assertSame(JsonNode event) throws IOException {
    assertThat(streamed(event)).isEqualTo(buffered(event));
  }

  private Got buffered(JsonNode event) {
    var response = new ProxyFunction(server.url(), new FakeTokenSecret(TOKEN)).call(event);
    var headers = new HashMap<String, String>();
    response.headers().properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    return new Got(response.status(), headers, response.body());
  }

  private Got streamed(JsonNode event) throws IOException {
    var service =
        new ProxyService(
            new ProxySettings(
                server.url(),
                "arn",
                Duration.ofSeconds(60),
                ProxyFunction.TIMEOUTS,
                ProxyFunction.LIMITS,
                ProxyFunction.NO_STATE),
            new FakeTokenSecret(TOKEN),
            Optional.empty(),
            InstantSource.system(),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    var response = new StreamedResponse();
    new StreamingProxyHandler(service, "proxy")
        .handle(
            new Invocation(
                "id",
                "arn",
                Instant.now().plus(Duration.ofMinutes(1)),
                event.toString().getBytes(UTF_8)),
            response);
    var prelude = response.prelude();
    return new Got(prelude.statusCode(), prelude.headers(), response.rest());
  }
}
