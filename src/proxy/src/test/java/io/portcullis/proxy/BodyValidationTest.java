package io.portcullis.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.validation.RequestLimits;
import io.portcullis.proxy.validation.UnknownFields;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body must be, whatever the route. */
class BodyValidationTest {
  private static final String DEEPEST = "[".repeat(31) + "]".repeat(31);

  private final EndpointServer server = new EndpointServer();
  private final RouteFunction function = new RouteFunction(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nonsense",
        "null",
        "1",
        "\"text\"",
        "[]",
        "[{}]",
        "{",
        "{}}",
        "{} {}",
        "{\"a\":}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":+1}",
        "{\"a\":01}",
        "{\"a\":.5}",
        "{\"a\":0x10}",
        "{\"a\":1e99999999999}",
        "{\"a\":1e-99999999999}",
        "{\"a\":1,}",
        "{\"a\":1} // no",
        "/* no */{}",
        "\ufeff{}",
        "<html></html>",
        "model=a"
      })
  void isOneJsonObject(String body) {
    function.assertRefused(body, 400, "request_body_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"a\",\"model\":\"b\"}",
        "{\"model\":\"a\",\"\\u006dodel\":\"b\"}",
        "{\"messages\":[{\"role\":\"user\",\"role\":\"system\"}]}",
        "{\"tomorrow\":{\"a\":1,\"b\":2,\"a\":3}}"
      })
  void namesNothingTwice(String body) {
    function.assertRefused(body, 400, "request_body_invalid");
  }

  @Test
  void isNestedThirtyTwoLevelsAtMost() {
    assertThat(function.chat(",\"tomorrow\":%s".formatted(DEEPEST)).status()).isEqualTo(200);
    function.assertRefused("{\"tomorrow\":[%s]}".formatted(DEEPEST), 400, "request_body_invalid");
    function.assertRefused(
        "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", 400, "request_body_invalid");
    function.assertRefused("{\"a\":" + "{\"a\":".repeat(100_000), 400, "request_body_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u0000",
        "\\u0007",
        "\\b",
        "\\f",
        "\\u000b",
        "\\u001b[0m",
        "\\u001F",
        "\u0000",
        "\n",
        "\t"
      })
  void hasNoControlCharacters(String text) {
    function.assertRefused("{\"a\":\"x%sx\"}".formatted(text), 400, "request_body_invalid");
    function.assertRefused("{\"x%sx\":1}".formatted(text), 400, "request_body_invalid");
    function.assertRefused("{\"a\":[{\"b\":\"%s\"}]}".formatted(text), 400, "request_body_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud800", "\\udc00", "\\ud83d x", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00"})
  void hasWholeCharactersAlone(String text) {
    function.assertRefused("{\"a\":\"%s\"}".formatted(text), 400, "request_body_invalid");
    function.assertRefused("{\"%s\":1}".formatted(text), 400, "request_body_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\t\\r\\n\\u000a",
        "\\ud83d\\ude00",
        "😀 ü \u0085 \u2028",
        "\\/ \\\\ \\\"",
        "\\u007f",
        "<script>${jndi:ldap://x}' OR 1=1 --"
      })
  void saysWhatItLikes(String text) {
    assertThat(function.chat(",\"user\":\"%s\"".formatted(text)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"1023, 200", "1024, 200", "1025, 413"})
  void hasSoManyBytesAtMost(int bytes, int status) {
    var limited =
        function.with(new RequestLimits(1024, 4096, 256, 1, Set.of(), UnknownFields.PASS));
    var frame = "{\"messages\":[],\"max_tokens\":1,\"user\":\"\"}".getBytes(UTF_8).length;
    // Two bytes each, so that counting characters would let more in.
    var text = "ü".repeat((bytes - frame) / 2) + "x".repeat((bytes - frame) % 2);

    var response =
        limited.call("{\"messages\":[],\"max_tokens\":1,\"user\":\"%s\"}".formatted(text));

    assertThat(response.status()).isEqualTo(status);
    if (status == 413) {
      assertThat(response.code()).isEqualTo("request_too_large");
      assertThat(response.error().get("message").textValue())
          .isEqualTo("The body must have at most 1024 bytes.");
      assertThat(response.error().has("param")).isFalse();
    }
  }

  @Test
  void isMeasured_beforeItIsRead() {
    function.assertRefused("[".repeat(1024 * 1024 + 1), 413, "request_too_large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | {}                                       | messages         | is required
          /v1/chat/completions | {"messages":"planted"}                   | messages         | must be an array
          /v1/chat/completions | {"messages":[{"role":"planted"}]}        | messages[0].role | must be system, developer, user, assistant, tool or function
          /v1/chat/completions | {"messages":[{"role":"user"},{}]}        | messages[1].role | is required
          /v1/chat/completions | {"messages":[],"max_tokens":"5"}         | max_tokens       | must be an integer or null
          /v1/chat/completions | {"messages":[],"max_tokens":-1}          | max_tokens       | must be at least 0
          /v1/chat/completions | {"messages":[],"max_tokens":1.5}         | max_tokens       | must be an integer or null
          /v1/chat/completions | {"messages":[],"n_predict":null}         | n_predict        | must be an integer
          /v1/chat/completions | {"messages":[],"n_predict":-1}           | n_predict        | must be at least 0
          /v1/chat/completions | {"messages":[],"n":"2"}                  | n                | must be an integer or null
          /v1/completions      | {"prompt":null}                          | prompt           | must be a string or an array
          /v1/embeddings       | {"input":[["planted"]]}                  | input[0][0]      | must be an integer
          /generate            | {"inputs":"x","parameters":[]}           | parameters       | must be an object or null
          /generate            | {"inputs":"x","parameters":{"stop":[7]}} | parameters.stop[0] | must be a string
          """)
  void keepsTheSchema(String route, String body, String param, String rule) {
    var response = function.on(route).assertRefused(body, 400, "request_schema_violated");

    assertThat(response.error().get("param").textValue()).isEqualTo(param);
    assertThat(response.error().get("message").textValue())
        .isEqualTo("'%s' %s.".formatted(param, rule));
    assertThat(response.body()).doesNotContain("planted");
  }

  @Test
  void mayHaveFieldsOfTomorrow() {
    assertThat(function.chat(",\"tomorrow\":{\"a\":[1]}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /v1/chat/completions | {"messages":[],"planted":1}                                 | -          | Field 2 of the body is none of this route's.
          /v1/embeddings       | {"planted":{},"input":"x"}                                  | -          | Field 1 of the body is none of this route's.
          /generate            | {"inputs":"x","parameters":{"seed":1,"top_p":1,"planted":1}} | parameters | Field 3 of 'parameters' is none of this route's.
          """)
  void hasNoUnknownField_whereTheyAreRefused(
      String route, String body, String param, String message) {
    var strict =
        function.with(new RequestLimits(1024, 4096, 256, 1, Set.of(), UnknownFields.REFUSE));

    var response = strict.on(route).assertRefused(body, 400, "request_field_unknown");

    assertThat(response.error().path("param").textValue()).isEqualTo(param);
    assertThat(response.error().get("message").textValue()).isEqualTo(message);
    assertThat(response.body()).doesNotContain("planted");
  }

  @Test
  void hasItsOwnFields_whereOthersAreRefused() {
    var strict =
        function.with(new RequestLimits(1024, 4096, 256, 1, Set.of(), UnknownFields.REFUSE));

    assertThat(strict.chat(",\"top_k\":5,\"tools\":[{\"any\":{}}]").status()).isEqualTo(200);
    assertThat(
            strict.on("/generate").call("{\"inputs\":\"x\",\"parameters\":{\"top_k\":5}}").status())
        .isEqualTo(200);
  }
}
