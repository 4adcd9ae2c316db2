package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted secrets occur in no answer and no log line, whatever the endpoint does. */
class LeakTest {
  private static final String TOKEN = "hf_planted_0123456789";

  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret(TOKEN);
  private final ProxyFunction function = new ProxyFunction(server.url(), secret);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 422, 429, 500, 503})
  void anEndpointThatEchoesEverythingLeaksNothing(int status) {
    var echo = "Bearer " + TOKEN;
    server.answers(
        status,
        Map.of(
            "Content-Type", "application/json; x=" + TOKEN,
            "X-Request-Id", TOKEN,
            "Retry-After", TOKEN,
            "Location", "https://x.org/" + TOKEN,
            "WWW-Authenticate", echo),
        "{\"error\":\"%s\"}".formatted(echo));

    assertNothingPlanted(event());
  }

  @Test
  void aRequestFullOfSecretsIsNotLogged() {
    var event = event().put("body", "planted").put("path", "/" + TOKEN);
    var headers = (ObjectNode) event.get("multiValueHeaders");
    for (var name : new String[] {"Authorization", "x-api-key", "Cookie", "Accept", TOKEN}) {
      headers.putArray(name).add(TOKEN);
    }

    assertNothingPlanted(event);
    assertNothingPlanted(event.put("httpMethod", TOKEN).put("resource", "/" + TOKEN));
  }

  /** Names of fields as well: somebody may paste a secret there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"planted\":1}",
        "{\"planted\":1,\"planted\":2}",
        "{\"planted\":\"\\ud800\"}",
        "{\"messages\":[{\"role\":\"planted\"}]}",
        "{\"messages\":[],\"model\":{\"planted\":\"planted\"}}",
        "{\"messages\":[],\"max_tokens\":\"planted\"}",
        "{\"messages\":[],\"n\":99,\"planted\":\"planted\"}"
      })
  void aRefusedBodyIsNeitherLoggedNorQuoted(String body) {
    assertNothingPlanted(event().put("body", body));
  }

  @Test
  void aGoodRequestIsNotLoggedEither() {
    assertNothingPlanted(event());
  }

  /** Standard output and error too, where a library might write. */
  private void assertNothingPlanted(ObjectNode event) {
    var out = System.out;
    var err = System.err;
    var printed = new ByteArrayOutputStream();
    var stream = new PrintStream(printed, true, UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    try {
      var response = function.call(event);
      assertThat(response.body() + response.headers()).doesNotContain("planted");
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(function.log() + printed.toString(UTF_8)).doesNotContain("planted");
  }
}
