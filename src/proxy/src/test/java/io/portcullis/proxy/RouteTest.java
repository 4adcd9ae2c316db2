package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.proxy.request.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
  private final EndpointServer server = new EndpointServer();
  private final ProxyFunction function =
      new ProxyFunction(server.url(), new FakeTokenSecret("hf_planted_0123456789"));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CHAT_COMPLETIONS | {"messages":[{"role":"user","content":"x"}],"max_tokens":1}
          COMPLETIONS      | {"prompt":"x","max_tokens":1}
          EMBEDDINGS       | {"input":["x"]}
          GENERATE         | {"inputs":"x","parameters":{"max_new_tokens":1}}
          """)
  void isPassedOn_withItsBody(Route route, String body) {
    var response = function.call(event().put("resource", route.path()).put("body", body));

    assertThat(response.status()).isEqualTo(200);
    assertThat(server.requests())
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.method()).isEqualTo("POST");
              assertThat(seen.path()).isEqualTo(route.path());
              assertThat(seen.body()).isEqualTo(body);
            });
  }

  @Test
  void thatListsModels_isPassedOn_withoutBodyAndContentType() {
    var response = function.call(models());

    assertThat(response.status()).isEqualTo(200);
    assertThat(server.requests())
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.method()).isEqualTo("GET");
              assertThat(seen.path()).isEqualTo("/v1/models");
              assertThat(seen.body()).isEmpty();
              assertThat(seen.headers())
                  .containsOnlyKeys(
                      "accept",
                      "authorization",
                      "user-agent",
                      "x-scale-up-timeout",
                      "connection",
                      "host");
            });
  }

  /** Some clients send it with every request. */
  @Test
  void thatListsModels_ignoresAContentType() {
    var event = models();
    ((ObjectNode) event.get("multiValueHeaders")).putArray("Content-Type").add("text/plain");

    assertThat(function.call(event).status()).isEqualTo(200);
  }

  @Test
  void thatListsModels_takesAnEmptyBody() {
    assertThat(function.call(models().put("body", "")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " ", "planted"})
  void thatListsModels_refusesABody(String body) {
    var response = function.call(models().put("body", body));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.code()).isEqualTo("request_body_invalid");
    assertThat(server.requests()).isEmpty();
  }

  private static ObjectNode models() {
    var event = event().put("httpMethod", "GET").put("resource", "/v1/models").putNull("body");
    ((ObjectNode) event.get("multiValueHeaders")).remove("Content-Type");
    return event;
  }
}
