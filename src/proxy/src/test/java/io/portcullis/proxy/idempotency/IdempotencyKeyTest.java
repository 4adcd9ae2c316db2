package io.portcullis.proxy.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @Test
  void isAbsent_whereThereIsNoHeader() {
    assertThat(IdempotencyKey.of(List.of())).isEmpty();
  }

  /** As the draft has it, and as clients send it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"",
        "8e03978e-40d5-43dd-bc93-6894a57f9324",
        "  8e03978e-40d5-43dd-bc93-6894a57f9324 "
      })
  void isTheSame_inQuotesAndBare(String value) {
    assertThat(key(value)).isEqualTo("8e03978e-40d5-43dd-bc93-6894a57f9324");
  }

  @Test
  void unescapesWhatIsInQuotes() {
    assertThat(key("\"a\\\"b\\\\c\"")).isEqualTo("a\"b\\c");
  }

  @Test
  void hasFrom1To255Characters() {
    assertThat(key("k")).hasSize(1);
    assertThat(key("k".repeat(255))).hasSize(255);
    assertThat(key("\"" + "k".repeat(255) + "\"")).hasSize(255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\"\"",
        "\"",
        "\"a",
        "a\"b",
        "\"a\\b\"",
        "\"a\";b=1",
        "a\tb",
        "a\r\nx-evil: 1",
        "schlüssel",
        "\u0000"
      })
  void isRefused_otherwise(String value) {
    assertRefused(List.of(value));
  }

  @Test
  void isRefused_ifTooLong() {
    assertRefused(List.of("k".repeat(256)));
  }

  @Test
  void isRefused_ifSentTwice() {
    assertRefused(List.of("a", "a"));
  }

  @Test
  void printsNothingOfItself() {
    assertThat(new IdempotencyKey("order-42")).hasToString("IdempotencyKey");
  }

  private static String key(String value) {
    return IdempotencyKey.of(List.of(value)).orElseThrow().value();
  }

  private static void assertRefused(List<String> values) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> IdempotencyKey.of(values))
        .extracting(RefusedException::code)
        .isEqualTo(RefusalCode.REQUEST_IDEMPOTENCY_KEY);
  }
}
