package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static io.portcullis.proxy.ProxyFunction.eventWithHeader;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderAllowListTest {
  private static final String TOKEN = "hf_planted_0123456789";

  private final EndpointServer server = new EndpointServer();
  private final ProxyFunction function =
      new ProxyFunction(server.url(), new FakeTokenSecret(TOKEN));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theEndpointSeesFiveHeaders_besidesThoseOfTheConnection() {
    var event = event();
    var headers = (ObjectNode) event.get("multiValueHeaders");
    for (var name :
        new String[] {
          "Authorization",
          "x-api-key",
          "Cookie",
          "X-Forwarded-For",
          "X-Scale-Up-Timeout",
          "Host",
          "Content-Length",
          "Transfer-Encoding",
          "Expect",
          "X-Portcullis-Source-Ip",
          "OpenAI-Organization",
          "traceparent",
          "User-Agent"
        }) {
      headers.putArray(name).add("client-value");
    }

    function.call(event);

    var seen = server.requests().get(0).headers();
    assertThat(seen)
        .containsOnlyKeys(
            "accept",
            "authorization",
            "content-type",
            "user-agent",
            "x-scale-up-timeout",
            "connection",
            "content-length",
            "host");
    assertThat(seen.toString()).doesNotContain("client-value");
    assertThat(seen.get("authorization")).containsExactly("Bearer " + TOKEN);
    assertThat(seen.get("user-agent")).containsExactly("portcullis");
    assertThat(seen.get("x-scale-up-timeout")).containsExactly("10");
  }

  @Test
  void theEndpointSeesWhatTheClientAccepts() {
    function.call(eventWithHeader("Accept", "text/event-stream", "application/json;q=0.5"));

    assertThat(server.requests().get(0).headers().get("accept"))
        .containsExactly("text/event-stream, application/json;q=0.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\u0000", "ü"})
  void theEndpointSeesJsonAccepted_whereTheClientsHeaderIsNone(String accept) {
    assertThat(function.call(eventWithHeader("Accept", accept)).status()).isEqualTo(200);

    var seen = server.requests().get(0).headers();
    assertThat(seen.get("accept")).containsExactly("application/json");
    assertThat(seen).doesNotContainKey("x-evil");
  }

  @Test
  void theClientSeesTypeAndRequestId() {
    server.answers(
        200,
        Map.of(
            "Content-Type", "application/json; charset=utf-8",
            "X-Request-Id", "up-1",
            "X-Proxied-Host", "http://10.0.0.1",
            "X-Proxied-Replica", "r",
            "Set-Cookie", "a=b",
            "Server", "engine/1.0",
            "Retry-After", "7",
            "Access-Control-Allow-Origin", "*"),
        EndpointServer.COMPLETION);

    assertThat(function.call(event()).headers())
        .isEqualTo(
            ProxyFunction.parse(
                "{\"content-type\":\"application/json\",\"x-upstream-request-id\":\"up-1\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/metrics"})
  void aPageOfTheAllowedOriginSeesEveryAnswer(String resource) {
    var event = event().put("resource", resource);
    event.putObject("stageVariables").put("ALLOWED_ORIGIN", "https://app.example.com");
    ((ObjectNode) event.get("multiValueHeaders")).putArray("Origin").add("https://evil.example");

    assertThat(function.call(event).headers().get("access-control-allow-origin").textValue())
        .isEqualTo("https://app.example.com");
  }

  @Test
  void aPageOfTheAllowedOriginMayReadWhatTellsItWhenToTryAgain() {
    var event = event();
    event.putObject("stageVariables").put("ALLOWED_ORIGIN", "https://app.example.com");

    assertThat(
            function
                .call(event)
                .headers()
                .get("access-control-expose-headers")
                .asText()
                .split(", "))
        .containsExactlyInAnyOrder(
            "ratelimit",
            "ratelimit-policy",
            "retry-after",
            "x-ratelimit-limit-requests",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-requests",
            "x-ratelimit-reset-tokens",
            "x-should-retry",
            "x-upstream-request-id");
  }

  @Test
  void noPageSeesAnAnswer_byDefault() {
    var event = eventWithHeader("Origin", "https://app.example.com");

    assertThat(function.call(event).headers().has("access-control-allow-origin")).isFalse();
    assertThat(function.call(event).headers().has("access-control-expose-headers")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void theClientSeesWhenToTryAgain(int status) {
    server.answers(status, Map.of("Retry-After", "7", "X-Request-Id", "up-1"), "busy");

    assertThat(function.call(event()).headers())
        .isEqualTo(
            ProxyFunction.parse(
                "{\"content-type\":\"application/json\",\"retry-after\":\"7\",\"x-upstream-request-id\":\"up-1\"}"));
  }

  @Test
  void theClientSeesADateToTryAgain() {
    server.answers(503, Map.of("Retry-After", "Tue, 24 Nov 2026 08:49:37 GMT"), "");

    assertThat(function.call(event()).headers().get("retry-after").textValue())
        .isEqualTo("Tue, 24 Nov 2026 08:49:37 GMT");
  }

  @Test
  void theClientSeesNoTimeToTryAgain_ofOtherAnswers() {
    server.answers(500, Map.of("Retry-After", "7"), "");

    assertThat(function.call(event()).headers().has("retry-after")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "7; x", "http://10.0.0.1", "99999999"})
  void theClientSeesNoTimeToTryAgain_thatIsNone(String value) {
    server.answers(503, Map.of("Retry-After", value), "");

    assertThat(function.call(event()).headers().has("retry-after")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "<script>", "hf_planted_0123456789", "Bearer:hf_planted_0123456789"})
  void theClientSeesNoRequestId_thatIsNone(String value) {
    server.answers(500, Map.of("X-Request-Id", value), "");

    assertThat(function.call(event()).headers().has("x-upstream-request-id")).isFalse();
  }
}
