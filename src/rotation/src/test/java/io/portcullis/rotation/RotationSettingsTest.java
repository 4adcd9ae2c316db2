package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationSettingsTest {

  @Test
  void readsTheAddressOfTheHub() {
    assertThat(RotationSettings.of(Map.of("HUB_URL", "https://huggingface.co")).hub())
        .hasToString("https://huggingface.co");
  }

  @Test
  void demandsTheAddressOfTheHub() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RotationSettings.of(Map.of()))
        .withMessage("'HUB_URL' is required");
  }

  @Test
  void refusesAnAddressInTheOpen() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RotationSettings.of(Map.of("HUB_URL", "http://huggingface.co")))
        .withMessage(
            "'HUB_URL' must be an https URL (http only to a loopback address), got 'http://huggingface.co'");
  }
}
