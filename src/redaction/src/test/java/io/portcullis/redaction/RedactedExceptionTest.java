package io.portcullis.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RedactedExceptionTest {
  private static final String TOKEN = "hf_PlantedPlantedPlantedPlanted012345";

  @Test
  void tellsWhyAFunctionCannotStart() {
    var thrown = new IllegalArgumentException("'A' is " + TOKEN, new IOException("not " + TOKEN));
    thrown.addSuppressed(new IOException(TOKEN));

    assertThatExceptionOfType(RedactedException.class)
        .isThrownBy(
            () ->
                RedactedException.started(
                    () -> {
                      throw thrown;
                    }))
        .satisfies(
            safe -> {
              assertThat(printed(safe)).doesNotContain(TOKEN);
              assertThat(safe)
                  .hasToString(
                      "java.lang.IllegalArgumentException: 'A' is [redacted:hugging-face-token]");
              assertThat(safe.getStackTrace()).isEqualTo(thrown.getStackTrace());
              assertThat(safe.getCause())
                  .hasToString("java.io.IOException: not [redacted:hugging-face-token]");
            });
  }

  @Test
  void leavesOutWhatAnEventSaid() {
    var safe = RedactedException.ofEvent(new IOException("a prompt", new IOException(TOKEN)));

    assertThat(printed(safe)).doesNotContain(TOKEN, "a prompt");
    assertThat(safe).hasMessage("the handler failed with 'java.io.IOException'");
  }

  @Test
  void knowsAnEndOfCauses() {
    var first = new IllegalStateException("a");
    first.initCause(new IllegalStateException("b", first));

    assertThat(printed(RedactedException.ofStart(first, Redactor.ofForms()))).contains(": b");
  }

  private static String printed(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
