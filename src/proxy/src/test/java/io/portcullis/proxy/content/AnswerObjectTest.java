package io.portcullis.proxy.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerObjectTest {
  @Test
  void tellsTheUsage() {
    assertThat(
            read("{\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":9,\"more\":{\"a\":[1]}}}"))
        .isEqualTo(answer(new Usage(7, 9)));
  }

  @Test
  void tellsTheUsageOfEmbeddings_whichGenerateNothing() {
    assertThat(read("{\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}"))
        .isEqualTo(answer(new Usage(7, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"prompt_tokens\":-1,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1,\"completion_tokens\":-1}",
        "{\"prompt_tokens\":10000001,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1,\"completion_tokens\":10000001}",
        "{\"prompt_tokens\":1.5,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1e3,\"completion_tokens\":1}",
        "{\"prompt_tokens\":\"1\",\"completion_tokens\":1}",
        "{\"prompt_tokens\":null,\"completion_tokens\":1}",
        "{\"prompt_tokens\":[1],\"completion_tokens\":1}",
        "{\"prompt_tokens\":99999999999999999999999999,\"completion_tokens\":1}",
        "{\"completion_tokens\":1}"
      })
  void believesNoUsageThatCannotBe(String usage) {
    assertThat(read("{\"usage\":" + usage + "}").usage()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "\"many\"", "[{\"prompt_tokens\":1}]"})
  void knowsNoUsageInAnotherForm(String usage) {
    var answer = read("{\"usage\":" + usage + ",\"choices\":[]}");

    assertThat(answer.usage()).isEmpty();
    assertThat(answer.isUsageAlone()).isFalse();
  }

  @Test
  void isUsageAlone_withoutChoices() {
    assertThat(read("{\"choices\":[],\"usage\":{\"prompt_tokens\":-7}}").isUsageAlone()).isTrue();
    assertThat(read("{\"choices\":[{\"a\":[]}],\"usage\":{}}").isUsageAlone()).isFalse();
    assertThat(read("{\"choices\":[]}").isUsageAlone()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"engine\"", "{\"message\":\"engine\"}", "true"})
  void tellsAnError(String error) {
    assertThat(read("{\"id\":[{}],\"error\":" + error + "}").hasError()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":null}", "{\"choices\":[{\"error\":\"nested\"}]}", "{}"})
  void takesNothingElseForOne(String text) {
    assertThat(read(text).hasError()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{\"a\":",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{\"usage\":{\"prompt_tokens\":1,\"prompt_tokens\":2}}"
      })
  void isNothingElseThanOneObject(String text) {
    assertThat(AnswerObject.read(text)).isEmpty();
  }

  private static AnswerObject answer(Usage usage) {
    return new AnswerObject(false, false, true, Optional.of(usage));
  }

  private static AnswerObject read(String text) {
    return AnswerObject.read(text).orElseThrow();
  }
}
