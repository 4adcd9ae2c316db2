package io.portcullis.stacks.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
  private static final String TOKEN = "hf_" + "planted".repeat(5);

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void takesTheEndOfALineOff(String end) {
    assertThat(SecretText.token(TOKEN + end)).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "planted",
        "hf_planted",
        " hf_plantedplantedplanted",
        "hf_plantedplanted planted",
        "hf_plantedplantedplanted\nhf_plantedplantedplanted"
      })
  void refusesWhatIsNoToken_withoutRepeatingIt(String text) {
    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> SecretText.token(text))
        .withMessageStartingWith("the value must be ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("planted"));
  }

  @Test
  void storesNothing_whereNothingWasEntered() {
    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> SecretText.credential("\n"))
        .withMessage("nothing was entered, nothing is stored");
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "with a space in it", "plantedplanted\u00e9"})
  void refusesWhatIsNoCredential_withoutRepeatingIt(String text) {
    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> SecretText.credential(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
  }
}
