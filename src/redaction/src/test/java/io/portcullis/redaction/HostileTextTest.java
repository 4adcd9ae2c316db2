package io.portcullis.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text takes more than a multiple of its length, counted in characters that are looked at. */
class HostileTextTest {
  private static final int MEGABYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "hf_",
        "hf_a ",
        "eyJ",
        "eyJ.",
        "eyJhbGciOiJub25lIn0.",
        ".",
        "@",
        "a@",
        "a@b.",
        "4",
        "4 ",
        "4-",
        "411 ",
        "4111 ",
        "\\",
        "\\\\\"",
        "\\u",
        "\\u005c",
        "%",
        "%25",
        "%2",
        "bearer",
        "bearer ",
        "bearer+",
        "Basic ",
        "Basic+",
        "basic%20",
        "apikey=",
        "apikey:\"",
        "apikey='\"",
        "authorization",
        "authorization: ",
        "authorization:[",
        "authorization: a ",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY",
        "-",
        "\"",
        "{\"",
        "[redacted:",
        "AKIA",
        "sk-",
        "QUJD",
        "UVVKRA",
        "VVZaS1JBVVZaS1JB",
        "YUBi",
        "QUtJQUFCQ0RFRkdISUpLTE1OT1A=",
        "é",
        "AKIAABCDEFGHIJKLMNOP",
        "a1.",
        "eyJhbGciOiJub25lIn0x"
      })
  void takesNoMoreThanItsLength(String piece) {
    for (var start : new String[] {"", "{", "{\""}) {
      var text = start + piece.repeat(MEGABYTE / piece.length());
      var work = new Work(text.length());

      Redactor.ofForms().redact(text, work);

      assertThat(work.looks()).isLessThan(120L * text.length());
    }
  }

  /** Whoever asked must leave the text out. */
  @Test
  void givesUpRatherThanPassingOn() {
    var work = new Work(0);

    assertThatIllegalStateException()
        .isThrownBy(() -> Redactor.ofForms().redact("a".repeat(MEGABYTE), work))
        .withMessage("the text takes too long to look through");
  }
}
