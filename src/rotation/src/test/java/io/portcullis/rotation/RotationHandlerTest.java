package io.portcullis.rotation;

import static io.portcullis.rotation.InMemorySecret.ARN;
import static io.portcullis.rotation.World.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.redaction.Redactor;
import io.portcullis.rotation.Outside.Mishap;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.log.RotationMetric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationHandlerTest {
  private final World rotation = new World(World.STAGED);
  private final InMemorySecret versions = rotation.secret;
  private final String old = rotation.huggingFace.issue();
  private final String fresh = rotation.huggingFace.issue();

  @BeforeEach
  void begin() {
    versions.with("v-1", old, "AWSCURRENT");
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
    assertThat(versions.valueWith("AWSCURRENT")).contains(fresh);
    assertThat(versions.valueWith("AWSPREVIOUS")).contains(old);
  }

  @Test
  void testSecret_toleratesAnEmptyPendingVersion() {
    versions.begin(VERSION);

    rotation.step("testSecret");

    assertThat(rotation.log()).contains("\"result\":\"nothing_to_test\"");
  }

  @Test
  void finishSecret_refusesAnEmptyPendingVersion() {
    versions.begin(VERSION);

    assertFails(
        "finishSecret", "version 'pending-1' of secret '%s' must have a value".formatted(ARN));
    assertThat(versions.valueWith("AWSCURRENT")).contains(old);
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
  void everyStep_demandsAPendingVersion(String step) {
    versions.with(VERSION, fresh, "STAGED");

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

  @Test
  void countsARotationAsSucceeded_onceItsEndIsMadeUpFor() {
    staged();
    rotation.step("createSecret");
    rotation.outside.at("removeLabel", Mishap.UNAVAILABLE);
    rotation.assertFails("finishSecret", VERSION);

    rotation.step("finishSecret");

    assertThat(rotation.line().path("result").asText()).isEqualTo("promoted");
    assertThat(rotation.measured(RotationMetric.SUCCEEDED)).isEqualTo(1);
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
    versions.with(VERSION, fresh, "AWSPENDING");
    rotation.outside.after(
        0,
        () -> {
          throw new IllegalStateException(fresh);
        });

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> rotation.step("testSecret"))
        .withMessage("the function failed with 'java.lang.IllegalStateException'")
        .withNoCause();
    assertThat(rotation.log())
        .contains("java.lang.IllegalStateException", "\"RotationFailed\":1")
        .doesNotContain("planted");
  }

  @Test
  void answersNull_toAStep() {
    versions.with(VERSION, fresh, "AWSPENDING");

    assertThat(
            rotation.send(
                "{\"Step\":\"testSecret\",\"SecretId\":\"%s\",\"ClientRequestToken\":\"%s\"}"
                    .formatted(ARN, VERSION)))
        .isEqualTo("null");
  }

  private void staged() {
    versions.begin(VERSION);
    versions.with("v-2", fresh, "STAGED");
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
