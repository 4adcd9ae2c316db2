package io.portcullis.rotation;

import static io.portcullis.rotation.InMemoryVersions.ARN;
import static io.portcullis.rotation.Rotation.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.redaction.Redactor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationHandlerTest {
  private static final String OLD = "hf_old_planted_0123456789";
  private static final String NEW = "hf_new_planted_0123456789";

  private final HubServer server = new HubServer().accepting(OLD).accepting(NEW);
  private final InMemoryVersions versions = new InMemoryVersions().with("v-1", OLD, "AWSCURRENT");
  private final Rotation rotation = new Rotation(versions, server.hub());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void promotesTheStagedToken_andTakesItsLabelOff() {
    staged();

    rotation.allSteps();

    assertThat(versions.labels())
        .isEqualTo(Map.of("AWSCURRENT", VERSION, "AWSPENDING", VERSION, "AWSPREVIOUS", "v-1"));
    assertThat(versions.valueWith("AWSCURRENT")).contains(NEW);
  }

  @Test
  void promotesTheFirstToken_afterTheEmptyMarker() {
    versions.with("v-1", "empty", "AWSCURRENT");
    staged();

    rotation.allSteps();

    assertThat(versions.valueWith("AWSCURRENT")).contains(NEW);
  }

  @Test
  void changesNothing_whenEveryStepIsRepeated() {
    staged();
    for (var step : new String[] {"createSecret", "setSecret", "testSecret", "finishSecret"}) {
      rotation.step(step);
      rotation.step(step);
    }
    var labels = versions.labels();

    rotation.allSteps();

    assertThat(versions.labels()).isEqualTo(labels);
    assertThat(versions.valueWith("AWSCURRENT")).contains(NEW);
    assertThat(versions.valueWith("AWSPREVIOUS")).contains(OLD);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void ends_whereverACrashInterruptedIt(int writes) {
    staged();
    versions.crashAfter(writes);
    assertThatExceptionOfType(InMemoryVersions.Crash.class).isThrownBy(rotation::allSteps);

    rotation.allSteps();

    assertThat(versions.labels())
        .isEqualTo(Map.of("AWSCURRENT", VERSION, "AWSPENDING", VERSION, "AWSPREVIOUS", "v-1"));
    assertThat(versions.valueWith("AWSCURRENT")).contains(NEW);
  }

  @Test
  void leavesATokenStaged_thatWasBroughtMeanwhile() {
    staged();
    rotation.step("createSecret");
    versions.with("v-3", "hf_even_newer_0123456789", "STAGED");

    rotation.step("finishSecret");

    assertThat(versions.valueWith("AWSCURRENT")).contains(NEW);
    assertThat(versions.labels()).containsEntry("STAGED", "v-3");
  }

  @Test
  void createSecret_keepsTheValueOfThePendingVersion() {
    versions.with(VERSION, NEW, "AWSPENDING");
    versions.with("v-3", "hf_even_newer_0123456789", "STAGED");

    rotation.step("createSecret");

    assertThat(versions.valueWith("AWSPENDING")).contains(NEW);
    assertThat(rotation.log()).contains("\"result\":\"kept\"");
  }

  @Test
  void createSecret_asksForAToken_whenNothingIsStaged() {
    versions.withEmptyPending(VERSION);

    assertFails(
        "createSecret",
        "secret '%s' has no value under the label 'STAGED', put the new token there (put-secret-value --version-stages STAGED), take 'AWSPENDING' off version 'pending-1' (update-secret-version-stage) and rotate again"
            .formatted(ARN));
    assertThat(versions.valueWith("AWSPENDING")).isEmpty();
  }

  @Test
  void createSecret_asksForAnotherToken_whenTheStagedOneIsCurrent() {
    versions.withEmptyPending(VERSION).with("v-2", OLD, "STAGED");

    assertFails(
        "createSecret",
        "what secret '%s' has under the label 'STAGED' is the current value already, put a new token there, take 'AWSPENDING' off version 'pending-1' (update-secret-version-stage) and rotate again"
            .formatted(ARN));
    assertThat(versions.valueWith("AWSPENDING")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "", "hf_new_planted_0123456789\n", "{\"token\":\"planted\"}"})
  void createSecret_refusesWhatIsNoToken(String value) {
    versions.withEmptyPending(VERSION).with("v-2", value, "STAGED");

    assertFails(
        "createSecret",
        "what secret '%s' has under the label 'STAGED' must be a token: 'hf_' followed by 16 to 4093 letters, digits, '_', '.' or '-', without spaces or line breaks; put one there, take 'AWSPENDING' off version 'pending-1' (update-secret-version-stage) and rotate again"
            .formatted(ARN));
    assertThat(versions.valueWith("AWSPENDING")).isEmpty();
  }

  @Test
  void testSecret_toleratesAnEmptyPendingVersion() {
    versions.withEmptyPending(VERSION);

    rotation.step("testSecret");

    assertThat(rotation.log()).contains("\"result\":\"nothing_to_test\"");
  }

  @Test
  void finishSecret_refusesAnEmptyPendingVersion() {
    versions.withEmptyPending(VERSION);

    assertFails(
        "finishSecret", "version 'pending-1' of secret '%s' must have a value".formatted(ARN));
    assertThat(versions.valueWith("AWSCURRENT")).contains(OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
  void everyStep_demandsAPendingVersion(String step) {
    versions.with(VERSION, NEW, "STAGED");

    assertFails(
        step, "version 'pending-1' of secret '%s' must be labelled 'AWSPENDING'".formatted(ARN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
  void everyStep_demandsThatRotationIsEnabled(String step) {
    staged();
    versions.withoutRotation();

    assertFails(step, "rotation of secret '%s' must be enabled".formatted(ARN));
  }

  @Test
  void rejectsAnUnknownStep() {
    staged();

    assertFails("dropSecret", "unknown rotation step 'dropSecret'");
  }

  @Test
  void logsOneLineForEachStep() {
    staged();

    rotation.allSteps();

    assertThat(rotation.log().lines())
        .hasSize(4)
        .first()
        .isEqualTo(
            "{\"secret_arn\":\"%s\",\"version_id\":\"pending-1\",\"step\":\"createSecret\",\"result\":\"created\"}"
                .formatted(ARN));
  }

  @Test
  void logsLinesThatTheRedactorLeavesAlone() {
    staged();
    rotation.allSteps();

    assertThat(Redactor.ofForms().redact(rotation.log())).isEqualTo(rotation.log());
  }

  @Test
  void saysNoSecret_whateverItsReasonQuotes() {
    assertThat(new RotationException("got 'hf_planted_0123456789'"))
        .hasMessage("got '[redacted:hugging-face-token]'");
  }

  @Test
  void logsWhyAStepFailed() {
    versions.with(VERSION, "hf_unknown_planted_0123", "AWSPENDING");

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> rotation.step("testSecret"))
        .withNoCause();

    assertThat(rotation.log().lines())
        .singleElement()
        .asString()
        .contains("\"result\":\"failed\",\"reason\":\"version 'pending-1' of secret")
        .doesNotContain("planted");
  }

  @Test
  void countsARotationAsSucceeded_onceItsTokenIsPromoted() {
    staged();

    rotation.allSteps();
    rotation.step("finishSecret");

    assertThat(rotation.log().lines().filter(line -> line.contains("\"_aws\"")))
        .singleElement()
        .isEqualTo(
            "{\"secret_arn\":\"%s\",\"version_id\":\"pending-1\",\"step\":\"finishSecret\",\"result\":\"promoted\",%s}"
                .formatted(ARN, metric("RotationSucceeded")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSecret", "testSecret", "finishSecret", "dropSecret"})
  void countsARotationAsFailed_atTheStepThatFails(String step) {
    versions.with(
        VERSION, "hf_unknown_planted_0123", step.equals("createSecret") ? "X" : "AWSPENDING");

    assertThatExceptionOfType(RotationException.class).isThrownBy(() -> rotation.step(step));

    assertThat(rotation.log()).endsWith("," + metric("RotationFailed") + "}\n");
  }

  @Test
  void logsAnUnforeseenFailure_withoutItsMessage() {
    var broken =
        new Rotation(
            versions.with(VERSION, NEW, "AWSPENDING"),
            token -> {
              throw new IllegalStateException(token.value());
            });

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> broken.step("testSecret"))
        .withMessage("step failed with 'java.lang.IllegalStateException'")
        .withNoCause();
    assertThat(broken.log())
        .contains("java.lang.IllegalStateException", "\"RotationFailed\":1")
        .doesNotContain("planted");
  }

  private void staged() {
    versions.withEmptyPending(VERSION).with("v-2", NEW, "STAGED");
  }

  private static String metric(String name) {
    return """
        "_aws":{"Timestamp":1795428000000,"CloudWatchMetrics":[{"Namespace":"Portcullis",\
        "Dimensions":[["FunctionName"]],"Metrics":[{"Name":"%1$s","Unit":"Count"}]}]},\
        "FunctionName":"rotation-function","%1$s":1"""
        .formatted(name);
  }

  /** Fails with the message, says so in the log, and gives no value away in either. */
  private void assertFails(String step, String message) {
    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> rotation.step(step))
        .withMessage(message);
    assertThat(message + rotation.log()).contains("\"failed\"").doesNotContain("planted");
  }
}
