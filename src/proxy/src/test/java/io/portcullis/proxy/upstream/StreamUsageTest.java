package io.portcullis.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.Behaviour;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.proxy.content.Usage;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer took, as the engine tells it. */
@Timeout(30)
class StreamUsageTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";

  /** That of the stand-in: a token for four letters. */
  private static final Usage USAGE = new Usage(8, 3);

  private HuggingFaceStandIn standIn;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isReadFromEveryAnswer(boolean stream) {
    assertThat(chat("\"stream\":" + stream).answer().answer().usage()).contains(USAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"stream\":true",
        "\"stream\":true,\"stream_options\":null",
        "\"stream\":true,\"stream_options\":{}",
        "\"stream\":true,\"stream_options\":{\"include_usage\":false}",
        "\"stream\":true,\"stream_options\":{\"include_usage\":null}"
      })
  void isNotShown_toAClientThatDidNotAsk(String fields) {
    var result = chat(fields);

    assertThat(result.text()).doesNotContain("prompt_tokens").endsWith("data: [DONE]\n\n");
    assertThat(result.answer().answer().usage()).contains(USAGE);
  }

  @Test
  void isShown_toAClientThatAsked() {
    var result = chat("\"stream\":true,\"stream_options\":{\"include_usage\":true}");

    assertThat(result.text()).containsOnlyOnce("prompt_tokens").endsWith("data: [DONE]\n\n");
    assertThat(result.answer().answer().usage()).contains(USAGE);
  }

  @Test
  void isShown_whereTheEngineTellsItBesideAChoice() {
    standIn.behave(Behaviour.USAGE_UNASKED);

    var result = chat("\"stream\":true");

    assertThat(result.text()).contains("prompt_tokens");
    assertThat(result.answer().answer().usage()).contains(USAGE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNotBelieved_whereItCannotBe(boolean stream) {
    standIn.behave(Behaviour.USAGE_ABSURD);

    var result = chat("\"stream\":" + stream);

    assertThat(result.status()).isEqualTo(200);
    assertThat(result.answer().answer().usage()).isEmpty();
  }

  @Test
  void isUnknown_whereTheStreamDies() {
    standIn.behave(Behaviour.DYING);

    assertThat(chat("\"stream\":true").answer().answer().usage()).isEmpty();
  }

  private Trial.Result chat(String fields) {
    return Trial.of(standIn).chat("{%s,%s}".formatted(fields, MESSAGES));
  }
}
