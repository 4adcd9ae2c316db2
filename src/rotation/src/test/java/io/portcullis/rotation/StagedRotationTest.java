package io.portcullis.rotation;

import static io.portcullis.rotation.InMemorySecret.ARN;
import static io.portcullis.rotation.World.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that an operator brings. */
class StagedRotationTest {
  private final World rotation = new World(World.STAGED);
  private final InMemorySecret versions = rotation.secret;
  private final String old = rotation.huggingFace.issue();
  private final String fresh = rotation.huggingFace.issue();

  @BeforeEach
  void begin() {
    versions.with("v-1", old, "AWSCURRENT");
  }

  @Test
  void promotesTheStagedToken_andTakesItsLabelOff() {
    staged();

    rotation.allSteps();

    assertThat(versions.labels())
        .isEqualTo(Map.of("AWSCURRENT", VERSION, "AWSPREVIOUS", "v-1", "VERIFIED", VERSION));
    assertThat(versions.valueWith("AWSCURRENT")).contains(fresh);
  }

  @Test
  void promotesTheFirstToken_afterTheEmptyMarker() {
    versions.with("v-1", "empty", "AWSCURRENT");
    staged();

    rotation.allSteps();

    assertThat(versions.valueWith("AWSCURRENT")).contains(fresh);
  }

  @Test
  void leavesATokenStaged_thatWasBroughtMeanwhile() {
    staged();
    rotation.step("createSecret");
    versions.with("v-3", "hf_even_newer_0123456789", "STAGED");

    rotation.step("finishSecret");

    assertThat(versions.valueWith("AWSCURRENT")).contains(fresh);
    assertThat(versions.labels()).containsEntry("STAGED", "v-3");
  }

  @Test
  void createSecret_keepsTheValueOfThePendingVersion() {
    versions.with(VERSION, fresh, "AWSPENDING");
    versions.with("v-3", "hf_even_newer_0123456789", "STAGED");

    rotation.step("createSecret");

    assertThat(versions.valueWith("AWSPENDING")).contains(fresh);
    assertThat(rotation.log()).contains("\"result\":\"kept\"");
  }

  @Test
  void createSecret_asksForAToken_whenNothingIsStaged() {
    versions.begin(VERSION);

    assertFails(
        "createSecret",
        "secret '%s' has no value under the label 'STAGED', put the new token there (./portcullis token stage), take 'AWSPENDING' off version 'pending-1' (update-secret-version-stage) and rotate again"
            .formatted(ARN));
    assertThat(versions.valueWith("AWSPENDING")).isEmpty();
  }

  @Test
  void createSecret_asksForAnotherToken_whenTheStagedOneIsCurrent() {
    versions.begin(VERSION);
    versions.with("v-2", old, "STAGED");

    assertFails(
        "createSecret",
        "what secret '%s' has under the label 'STAGED' is the current value already, put a new token there, take 'AWSPENDING' off version 'pending-1' (update-secret-version-stage) and rotate again"
            .formatted(ARN));
    assertThat(versions.valueWith("AWSPENDING")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "", "hf_new_planted_0123456789\n", "{\"token\":\"planted\"}"})
  void createSecret_refusesWhatIsNoToken(String value) {
    versions.begin(VERSION);
    versions.with("v-2", value, "STAGED");

    assertFails(
        "createSecret",
        "what secret '%s' has under the label 'STAGED' must be a token: 'hf_' followed by 16 to 4093 letters, digits, '_', '.' or '-', without spaces or line breaks; put one there, take 'AWSPENDING' off version 'pending-1' (update-secret-version-stage) and rotate again"
            .formatted(ARN));
    assertThat(versions.valueWith("AWSPENDING")).isEmpty();
  }

  private void staged() {
    versions.begin(VERSION);
    versions.with("v-2", fresh, "STAGED");
  }

  private void assertFails(String step, String message) {
    rotation.assertFails(() -> rotation.step(step), message);
  }
}
