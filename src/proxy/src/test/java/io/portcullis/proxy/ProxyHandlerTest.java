package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static io.portcullis.proxy.ProxyFunction.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ProxyHandlerTest {
  private static final String TOKEN = "hf_planted_0123456789";

  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret(TOKEN);
  private final ProxyFunction function = new ProxyFunction(server.url(), secret);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void passesARequestOn_andItsAnswerBack() {
    var response = function.call(event());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(EndpointServer.COMPLETION);
    assertThat(server.requests())
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.method()).isEqualTo("POST");
              assertThat(seen.path()).isEqualTo("/v1/chat/completions");
              assertThat(seen.body()).isEqualTo(event().get("body").textValue());
              assertThat(seen.headers().get("authorization")).containsExactly("Bearer " + TOKEN);
            });
  }

  @Test
  void readsNoSecret_beforeTheFirstRequest() {
    assertThat(secret.reads()).isZero();
  }

  @Test
  void refusesInOneShape() {
    var event = event().put("resource", "/metrics");

    var response = function.call(event);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers())
        .isEqualTo(parse("{\"content-type\":\"application/json\",\"x-should-retry\":\"false\"}"));
    assertThat(parse(response.body()))
        .isEqualTo(
            parse(
                """
                {"error":{
                  "message":"There is no such route.",
                  "type":"invalid_request_error",
                  "code":"request_route_unknown",
                  "layer":"validation",
                  "request_id":"request-1"}}
                """));
  }

  @Test
  void logsOneLineForEachRequest() {
    function.call(event());

    var line = (ObjectNode) function.logLine();
    for (var time : List.of("own_ms", "upstream_ms", "first_byte_ms", "duration_ms")) {
      assertThat(line.remove(time).isIntegralNumber()).isTrue();
    }
    line.remove(List.of("_aws", "FunctionName", "Calls", "FirstByte", "Total"));
    assertThat(line)
        .isEqualTo(
            parse(
                """
                {"request_id":"request-1","api_key_id":"key-1","customer":null,
                 "route":"POST /v1/chat/completions","status":200,"code":null,"layer":null,
                 "input_tokens":null,"output_tokens":null,"retries":0,"breaker":"off",
                 "warming_ms":0,"cold_start":true}
                """));
  }

  @Test
  void logsTheCodeOfARefusal() {
    function.call(event().put("httpMethod", "DELETE"));

    var line = function.logLine();
    assertThat(line.get("status").intValue()).isEqualTo(404);
    assertThat(line.get("code").textValue()).isEqualTo("request_route_unknown");
    assertThat(line.get("layer").textValue()).isEqualTo("validation");
    assertThat(line.get("route").isNull()).isTrue();
  }

  @Test
  void logsAColdStartOnce() {
    function.call(event());
    function.call(event());

    assertThat(function.log().lines().map(line -> parse(line).get("cold_start").booleanValue()))
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "planted nonsense",
        "null",
        "[]",
        "{\"headers\":\"planted\"}",
        "{\"stageVariables\":[\"planted\"]}"
      })
  void answers500_whereTheEventIsNone(String event) {
    var response = function.call(event, FakeContext.withMillisLeft(20_000));

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.code()).isEqualTo("guard_internal");
    assertThat(response.error().get("request_id").isNull()).isTrue();
    assertThat(function.logLine().get("exception").textValue()).contains("Exception");
    assertThat(function.log() + response.body()).doesNotContain("planted");
  }

  @Test
  void answers500_whereSomethingUnforeseenHappens_withoutItsMessage() {
    var broken =
        new ProxyFunction(
            server.url(),
            (stage, timeout) -> {
              throw new IllegalStateException(TOKEN);
            });

    var response = broken.call(event());

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.code()).isEqualTo("guard_internal");
    assertThat(response.error().get("layer").textValue()).isEqualTo("guard");
    assertThat(response.error().get("request_id").textValue()).isEqualTo("request-1");
    assertThat(broken.logLine().get("exception").textValue())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(broken.log() + response.body()).doesNotContain("planted");
  }

  @Test
  void givesTheRequestIdNone_whereTheEventHasNone() {
    var event = event();
    event.remove("requestContext");
    event.put("resource", "/");

    assertThat(function.call(event).error().get("request_id").isNull()).isTrue();
  }
}
