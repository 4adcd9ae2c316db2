package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.validation.RequestLimits;
import io.portcullis.proxy.validation.UnknownFields;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a request may ask the model for. */
class GenerationRulesTest {
  private static final RequestLimits LIMITS =
      new RequestLimits(1024 * 1024, 50, 3, 2, Set.of(), UnknownFields.PASS);

  private final EndpointServer server = new EndpointServer();
  private final RouteFunction function = new RouteFunction(server).with(LIMITS);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | {"messages":[],"max_tokens":51}                            | max_tokens
          /v1/chat/completions | {"messages":[],"max_completion_tokens":51}                 | max_completion_tokens
          /v1/chat/completions | {"messages":[],"max_tokens":5,"max_completion_tokens":51}  | max_completion_tokens
          /v1/chat/completions | {"messages":[],"max_tokens":5,"n_predict":51}              | n_predict
          /v1/chat/completions | {"messages":[],"max_tokens":51.0}                          | max_tokens
          /v1/chat/completions | {"messages":[],"max_tokens":1e3}                           | max_tokens
          /v1/chat/completions | {"messages":[],"max_tokens":4294967297}                    | max_tokens
          /v1/chat/completions | {"messages":[],"max_tokens":18446744073709551617}          | max_tokens
          /v1/chat/completions | {"messages":[],"max_tokens":1e999999999}                   | max_tokens
          /v1/chat/completions | {"messages":[],"max_tokens":10e2147483647}                 | max_tokens
          /v1/completions      | {"prompt":"x","max_tokens":51}                             | max_tokens
          /v1/completions      | {"prompt":"x","max_tokens":5,"max_completion_tokens":51}   | max_completion_tokens
          /v1/completions      | {"prompt":"x","max_tokens":5,"n_predict":51}               | n_predict
          /generate            | {"inputs":"x","parameters":{"max_new_tokens":51}}          | parameters.max_new_tokens
          """)
  void isSoManyTokensAtMost(String route, String body, String param) {
    assertExceeded(route, body, param, "must be at most 50");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | {"messages":[],"n":3}                                 | n
          /v1/chat/completions | {"messages":[],"n_cmpl":3}                            | n_cmpl
          /v1/chat/completions | {"messages":[],"best_of":3}                           | best_of
          /v1/chat/completions | {"messages":[],"num_return_sequences":99999999999999} | num_return_sequences
          /v1/completions      | {"prompt":"x","n":1,"best_of":3}                      | best_of
          /generate            | {"inputs":"x","parameters":{"best_of":3}}             | parameters.best_of
          /generate            | {"inputs":"x","parameters":{"num_beams":3}}           | parameters.num_beams
          /generate            | {"inputs":"x","parameters":{"num_return_sequences":3}} | parameters.num_return_sequences
          """)
  void isSoManyChoicesAtMost(String route, String body, String param) {
    assertExceeded(route, body, param, "must be at most 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | {"messages":[{"role":"user"},{"role":"user"},{"role":"user"},{"role":"user"}]} | messages
          /v1/completions      | {"prompt":["a","b","c","d"]}                                                   | prompt
          /v1/completions      | {"prompt":[[1],[2],[3],[4]]}                                                   | prompt
          /generate            | {"inputs":["a","b","c","d"]}                                                   | inputs
          """)
  void isSoManyMessagesOrPromptsAtMost(String route, String body, String param) {
    assertExceeded(route, body, param, "must have at most 3 entries");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | {"messages":[{"role":"user"},{"role":"user"},{"role":"user"}],"max_tokens":50,"n":2}
          /v1/chat/completions | {"messages":[],"max_tokens":50.0}
          /v1/chat/completions | {"messages":[],"max_tokens":5e1}
          /v1/chat/completions | {"messages":[],"max_tokens":0}
          /v1/chat/completions | {"messages":[],"max_completion_tokens":50}
          /v1/completions      | {"prompt":[1,2,3,4,5],"max_tokens":50}
          /v1/embeddings       | {"input":["a","b","c","d"]}
          /generate            | {"inputs":"x","parameters":{"max_new_tokens":50,"best_of":null}}
          """)
  void isPassedOnUnchanged_whereItKeepsTheLimits(String route, String body) {
    assertThat(function.on(route).passedOn(body)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | {"messages":[]}                                               | {"max_tokens":50,"messages":[]}
          /v1/chat/completions | {"messages":[],"max_tokens":null}                             | {"messages":[],"max_tokens":50}
          /v1/chat/completions | {"max_completion_tokens":null,"messages":[]}                  | {"max_completion_tokens":50,"messages":[]}
          /v1/chat/completions | {"max_tokens":null,"max_completion_tokens":null,"messages":[]} | {"max_tokens":50,"max_completion_tokens":50,"messages":[]}
          /v1/chat/completions | {"max_tokens":5,"max_completion_tokens":null,"messages":[]}   | {"max_tokens":5,"max_completion_tokens":5,"messages":[]}
          /v1/chat/completions | {"n_predict":5,"messages":[]}                                 | {"max_tokens":50,"n_predict":5,"messages":[]}
          /v1/chat/completions | {"messages":[{"role":"user","max_tokens":7}]}                 | {"max_tokens":50,"messages":[{"role":"user","max_tokens":7}]}
          /v1/completions      | {"prompt":"x"}                                                | {"max_tokens":50,"prompt":"x"}
          /v1/completions      | {"prompt":"x","max_completion_tokens":5}                      | {"max_tokens":50,"prompt":"x","max_completion_tokens":5}
          /generate            | {"inputs":"x"}                                                | {"parameters":{"max_new_tokens":50},"inputs":"x"}
          /generate            | {"inputs":"x","parameters":null}                              | {"inputs":"x","parameters":{"max_new_tokens":50}}
          /generate            | {"inputs":"x","parameters":{}}                                | {"inputs":"x","parameters":{"max_new_tokens":50}}
          /generate            | {"inputs":"x","parameters":{"stop":[]}}                       | {"inputs":"x","parameters":{"max_new_tokens":50,"stop":[]}}
          /generate            | {"inputs":"x","parameters":{"max_new_tokens":null}}           | {"inputs":"x","parameters":{"max_new_tokens":50}}
          """)
  void getsTheLimit_whereItSetsNone(String route, String body, String passedOn) {
    assertThat(function.on(route).passedOn(body)).isEqualTo(passedOn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " \r\n\t{ \"messages\" : [ ] ,\n\"temperature\":1.0E+2 ,\"seed\":-0, \"user\":\"\\u00fc\\/ü\\uD83D\\uDE00😀\" , \"metadata\":{ } } \n",
        "{\"user\":\"\\\"max_tokens\\\":null\",\"messages\":[]}",
        "{\"tomorrow\":{\"max_tokens\":null},\"messages\":[],\"top_p\":0.10000000000000000000001}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"}{][\\\\\"}]}"
      })
  void keepsEveryOtherCharacter(String body) {
    var begin = body.indexOf('{') + 1;

    assertThat(function.passedOn(body))
        .isEqualTo(body.substring(0, begin) + "\"max_tokens\":50," + body.substring(begin));
  }

  @Test
  void findsNull_whereverItStands() {
    var filler = "\"user\":\"%s\"".formatted("ü😀".repeat(20_000));

    assertThat(
            function.passedOn("{%s , \"max_tokens\" :\n null , \"messages\":[]}".formatted(filler)))
        .isEqualTo("{%s , \"max_tokens\" :\n 50 , \"messages\":[]}".formatted(filler));
  }

  private void assertExceeded(String route, String body, String param, String rule) {
    var response = function.on(route).assertRefused(body, 400, "request_limit_exceeded");

    assertThat(response.error().get("param").textValue()).isEqualTo(param);
    assertThat(response.error().get("message").textValue())
        .isEqualTo("'%s' %s.".formatted(param, rule));
  }
}
