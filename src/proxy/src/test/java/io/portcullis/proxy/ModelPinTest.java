package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.validation.RequestLimits;
import io.portcullis.proxy.validation.UnknownFields;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which models a request may name, where the environment pins them. */
class ModelPinTest {
  private final EndpointServer server = new EndpointServer();
  private final RouteFunction function =
      new RouteFunction(server)
          .with(
              new RequestLimits(
                  1024, 4096, 256, 1, Set.of("org/base", "adapter"), UnknownFields.PASS));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | {"messages":[],"model":"org/base"}
          /v1/completions      | {"prompt":"x","model":"adapter"}
          /v1/embeddings       | {"input":"x","model":"adapter"}
          /generate            | {"inputs":"x"}
          /generate            | {"inputs":"x","parameters":{"adapter_id":null}}
          /generate            | {"inputs":"x","parameters":{"adapter_id":"adapter"}}
          """)
  void admitsTheOnesNamed(String route, String body) {
    assertThat(function.on(route).call(body).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/chat/completions | {"messages":[],"model":"planted"}                        | model
          /v1/chat/completions | {"messages":[],"model":"Org/base"}                       | model
          /v1/chat/completions | {"messages":[],"model":"org/base "}                      | model
          /v1/chat/completions | {"messages":[],"model":""}                               | model
          /v1/chat/completions | {"messages":[],"model":null}                             | model
          /v1/chat/completions | {"messages":[]}                                          | model
          /v1/completions      | {"prompt":"x","model":"planted"}                         | model
          /v1/embeddings       | {"input":"x","model":"planted"}                          | model
          /generate            | {"inputs":"x","parameters":{"adapter_id":"planted"}}     | parameters.adapter_id
          /generate            | {"inputs":"x","parameters":{"adapter_id":"adapter,planted"}} | parameters.adapter_id
          """)
  void refusesEveryOther(String route, String body, String param) {
    var response = function.on(route).assertRefused(body, 400, "request_model_not_allowed");

    assertThat(response.error().get("param").textValue()).isEqualTo(param);
    assertThat(response.error().get("message").textValue())
        .isEqualTo("'%s' must name a model that this gateway allows.".formatted(param));
    assertThat(response.body()).doesNotContain("planted");
  }
}
