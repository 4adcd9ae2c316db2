package io.portcullis.stacks.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Without a terminal; {@link TypedTokenTest} has one. */
class PromptTest {
  @Test
  void readsWhatAProgramSends() {
    assertThat(prompt("hf_planted\n").secret("Token")).isEqualTo("hf_planted\n");
  }

  @Test
  void readsNoMoreThanAnyValueHas() {
    assertThat(prompt("a".repeat(100_000)).secret("Token")).hasSize(8192);
  }

  @Test
  void letsNoProgramDecide() {
    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> prompt("y\n").confirm("Revoke?"))
        .withMessage("who is to answer? say --yes where there is no terminal");
  }

  @Test
  void asksForNothingWhereItWouldBeShown() {
    var nothing = new ByteArrayInputStream(new byte[0]);

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> Prompt.of(true, Optional.empty(), nothing))
        .withMessageStartingWith("a value is typed only where the output is a terminal too");
  }

  private static Prompt prompt(String input) {
    return Prompt.of(
        false, Optional.empty(), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
  }
}
