package io.portcullis.proxy.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.request.Route;
import io.portcullis.proxy.validation.ClientRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageOptionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ \"stream\" : true } | {\"stream_options\":{\"include_usage\":true}, \"stream\" : true }",
        "{\"a\":\"\\u00fc\",\"stream_options\":null,\"stream\":true}"
            + "| {\"a\":\"\\u00fc\",\"stream_options\":{\"include_usage\":true},\"stream\":true}",
        "{\"stream\":true,\"stream_options\":{ \"x\":[1]}}"
            + "| {\"stream\":true,\"stream_options\":{\"include_usage\":true, \"x\":[1]}}",
        "{\"stream\":true,\"stream_options\":{\"include_usage\": false}}"
            + "| {\"stream\":true,\"stream_options\":{\"include_usage\": true}}"
      })
  void isPutIn_andNothingElseChanges(String body, String asking) {
    var option = of(Route.CHAT_COMPLETIONS, body);

    assertThat(new String(option.body(), UTF_8)).isEqualTo(asking);
    assertThat(option.added()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"stream\":false}",
        "{\"stream\":null}",
        "{\"messages\":[{\"stream\":true}]}",
        "{\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
        "{\"stream_options\":{\"include_usage\":true,\"x\":{}},\"stream\":true}"
      })
  void isNotPutIn_elsewhere(String body) {
    var request = request(Route.CHAT_COMPLETIONS, body);

    var option = UsageOption.of(request);

    assertThat(option.body()).isSameAs(request.body());
    assertThat(option.added()).isFalse();
  }

  @Test
  void isNotPutIn_whereARouteDoesNotKnowIt() {
    assertThat(of(Route.GENERATE, "{\"stream\":true}").added()).isFalse();
    assertThat(of(Route.COMPLETIONS, "{\"stream\":true}").added()).isTrue();
  }

  private static UsageOption of(Route route, String body) {
    return UsageOption.of(request(route, body));
  }

  private static ClientRequest request(Route route, String body) {
    return new ClientRequest(route, "application/json", body.getBytes(UTF_8), 0);
  }
}
