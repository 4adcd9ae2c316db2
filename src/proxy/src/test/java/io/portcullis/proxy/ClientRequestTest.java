package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static io.portcullis.proxy.ProxyFunction.eventWithBody;
import static io.portcullis.proxy.ProxyFunction.eventWithHeader;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRequestTest {
  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret("hf_planted_0123456789");
  private final ProxyFunction function = new ProxyFunction(server.url(), secret);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions",
    "post, /v1/chat/completions",
    "POST, /v1/chat/completions/",
    "POST, /v1/chat/../chat/completions",
    "GET, /v1/completions",
    "POST, /v1/models",
    "HEAD, /v1/models",
    "GET, /v1/models/{model}",
    "POST, /generate_stream",
    "POST, /",
    "POST, /metrics",
    "GET, /metrics",
    "GET, /info",
    "GET, /docs",
    "GET, /health",
    "GET, /openapi.json",
    "POST, /tokenize",
    "POST, /v1/load_lora_adapter",
    "POST, /v1/responses",
    "GET, /v1/../metrics",
    "POST, /v1/chat/completions/../../../metrics",
    "POST, /v1%2Fchat%2Fcompletions",
    "POST, /v1/chat%2fcompletions",
    "POST, /v1//chat/completions",
    "POST, //v1/chat/completions",
    "POST, /V1/chat/completions",
    "POST, v1/chat/completions",
    "POST, '/v1/chat/completions '",
    "POST, /v1/chat/completions?x=/metrics",
    "POST, /v1/chat/completions;/metrics",
    "POST, /v1/chat/completions#",
    "PUT, /v1/chat/completions",
    "DELETE, /v1/embeddings",
    "OPTIONS, /v1/chat/completions",
    "TRACE, /generate",
    "GET, /generate",
    "GET, /v1/models/",
    "POST, /{proxy+}",
    "POST, ''"
  })
  void knowsNoOtherRoute(String method, String resource) {
    assertRefused(
        event().put("httpMethod", method).put("resource", resource), 404, "request_route_unknown");
  }

  @Test
  void knowsNoRoute_whereNoneIsNamed() {
    var event = event();
    event.remove("resource");

    assertRefused(event, 404, "request_route_unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "application/json; profile=x; charset=utf-8"
      })
  void acceptsJson(String contentType) {
    assertThat(function.call(eventWithHeader("content-type", contentType)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "text/html, application/json",
        "application/json, text/html",
        "application/jsonp",
        "application/vnd.api+json",
        "multipart/form-data; boundary=application/json",
        "application/json; charset=iso-8859-1",
        "application/json; charset=utf-8; charset=utf-16"
      })
  void refusesAnotherContentType(String contentType) {
    assertRefused(eventWithHeader("content-type", contentType), 415, "request_content_type");
  }

  @Test
  void refusesTwoContentTypes() {
    assertRefused(
        eventWithHeader("content-type", "application/json", "text/html"),
        415,
        "request_content_type");
    var twice = event();
    ((ObjectNode) twice.get("multiValueHeaders")).putArray("CONTENT-TYPE").add("application/json");
    assertRefused(twice, 415, "request_content_type");
  }

  @Test
  void refusesARequestWithoutContentType() {
    var event = event();
    event.putNull("headers").putNull("multiValueHeaders");

    assertRefused(event, 415, "request_content_type");
  }

  @Test
  void readsSingleValueHeaders_whereTheOthersAreAbsent() {
    var event = event();
    event.remove("multiValueHeaders");

    assertThat(function.call(event).status()).isEqualTo(200);
  }

  @Test
  void refusesARequestWithoutBody() {
    assertRefused(event().putNull("body"), 400, "request_body_invalid");
  }

  @Test
  void refusesHalfACharacter() {
    var event = eventWithBody("{\"a\":\"half\"}").toString().replace("half", "\\ud800");

    var response = function.call(event, FakeContext.withMillisLeft(20_000));

    assertThat(response.code()).isEqualTo("request_body_invalid");
  }

  @Test
  void decodesBase64() {
    var body = event().get("body").textValue();
    var event = base64(Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));

    assertThat(function.call(event).status()).isEqualTo(200);
    assertThat(server.requests()).singleElement().extracting("body").isEqualTo(body);
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    var text = "{\"a\":\"ü\"}";
    for (var charset : new Charset[] {ISO_8859_1, UTF_16}) {
      var bytes = Base64.getEncoder().encodeToString(text.getBytes(charset));
      assertRefused(base64(bytes), 400, "request_body_invalid");
    }
    assertRefused(base64("not base64!"), 400, "request_body_invalid");
  }

  private static JsonNode base64(String body) {
    return eventWithBody(body).put("isBase64Encoded", true);
  }

  /** Refused here: neither the secret nor the endpoint saw anything of it. */
  private void assertRefused(JsonNode event, int status, String code) {
    var response = function.call(event);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.code()).isEqualTo(code);
    assertThat(server.requests()).isEmpty();
    assertThat(secret.reads()).isZero();
  }
}
