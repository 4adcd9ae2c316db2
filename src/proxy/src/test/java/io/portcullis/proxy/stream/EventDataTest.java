package io.portcullis.proxy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.content.AnswerObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDataTest {
  @ParameterizedTest
  @ValueSource(strings = {"data: [DONE]\n\n", "data:[DONE]\r\n\r\n", "event: x\ndata: [DONE]\n\n"})
  void knowsTheLastEvent(String event) {
    assertThat(EventData.of(event).isDone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"error\":\"engine\",\"error_type\":\"x\"}\n\n",
        "data: {\"id\":{\"a\":[1]},\"error\":{\"message\":\"x\"}}\n\n"
      })
  void knowsAnEnginesError(String event) {
    assertThat(EventData.of(event).object())
        .hasValueSatisfying(o -> assertThat(o.hasError()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ": ping\n\n",
        "data: [DONE]\n\n",
        "data: {\"error\":null,\"choices\":[]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"\\\"error\\\"\"}}]}\n\n",
        "data: {\"choices\":[{\"error\":\"nested\"}]}\n\n",
        "data: no JSON \"error\"\n\n"
      })
  void takesNothingElseForOne(String event) {
    assertThat(EventData.of(event).object().filter(AnswerObject::hasError)).isEmpty();
  }

  @Test
  void printsNothingOfIt() {
    assertThat(EventData.of("data: secret\n\n")).hasToString("EventData");
  }
}
