package io.portcullis.local.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.AssemblyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Rotations of a secret, and the events of its labels. */
class RotationTest {
  private static final String NAME = ServedSecret.NAME;

  @TempDir private Path directory;
  private ServedSecret secret;

  @BeforeEach
  void open() throws IOException {
    secret = new ServedSecret(directory);
  }

  @AfterEach
  void close() {
    secret.close();
  }

  @Test
  void rotationRunsTheFourSteps_andPromotes() throws Exception {
    secret.service().rotate(NAME);

    assertThat(secret.steps)
        .containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    assertThat(secret.client().getSecretValue(get -> get.secretId(NAME)).secretString())
        .isEqualTo("new");
    assertThat(
            secret
                .client()
                .getSecretValue(get -> get.secretId(NAME).versionStage("AWSPREVIOUS"))
                .secretString())
        .isEqualTo("empty");
  }

  @Test
  void rotationStopsAtTheStepThatFails() {
    secret.failure = Optional.of("nothing staged");

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(() -> secret.service().rotate(NAME))
        .withMessage("rotation of secret 'token' failed at createSecret: nothing staged");
    assertThat(secret.steps).containsExactly("createSecret");
  }

  @Test
  void rotateSecret_isRefusedWhileAnotherVersionIsPending() {
    secret.put("two", "AWSPENDING");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> secret.client().rotateSecret(rotate -> rotate.secretId(NAME)))
        .withMessageContaining("A previous rotation isn't complete");
  }

  @Test
  void settingTheSchedule_testsWithAnEmptyVersion_andRemovesIt() throws Exception {
    secret.service().applySchedules();

    assertThat(secret.steps).containsExactly("testSecret");
    assertThat(secret.client().listSecretVersionIds(list -> list.secretId(NAME)).versions())
        .hasSize(1);
  }

  @Test
  void anEmptyPendingVersion_hasNoValue() throws Exception {
    secret.acts = false;
    secret.service().rotate(NAME);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(
            () ->
                secret
                    .client()
                    .getSecretValue(get -> get.secretId(NAME).versionStage("AWSPENDING")));
  }

  @Test
  void tellsWhenItWasRotated_onceARotationEndedWell() throws Exception {
    secret.failure = Optional.of("nothing staged");
    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(() -> secret.service().rotate(NAME));
    assertThat(secret.describe().lastRotatedDate()).isNull();

    secret.failure = Optional.empty();
    secret.service().repeat(NAME);

    assertThat(secret.describe().lastRotatedDate())
        .isAfterOrEqualTo(secret.describe().createdDate());
    assertThat(secret.describe().lastChangedDate())
        .isAfterOrEqualTo(secret.describe().createdDate());
    assertThat(secret.describe().rotationRules().scheduleExpression()).isEqualTo("rate(30 days)");
  }

  @Test
  void repeatsARotation_withTheVersionThatIsPending() throws Exception {
    var version = secret.service().begin(NAME);
    secret.service().step(NAME, version, "createSecret");

    secret.service().repeat(NAME);

    assertThat(secret.versionWith("AWSCURRENT")).isEqualTo(version);
  }

  @Test
  void theSameRequestToRotate_beginsNothing() {
    secret.acts = false;
    var token = UUID.randomUUID().toString();
    secret.client().rotateSecret(rotate -> rotate.secretId(NAME).clientRequestToken(token));

    var again =
        secret.client().rotateSecret(rotate -> rotate.secretId(NAME).clientRequestToken(token));

    assertThat(again.versionId()).isEqualTo(token);
  }

  @Test
  void tellsOfLabelsThatMoved_afterTheRotation() throws Exception {
    secret.service().rotate(NAME);

    assertThat(secret.events).hasSize(1);
    assertThat(secret.events.get(0).path("source").asText()).isEqualTo("aws.secretsmanager");
    assertThat(secret.events.get(0).path("detail-type").asText()).isEqualTo("Secret Label Updated");
    assertThat(secret.events.get(0).path("detail"))
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("name", NAME)
                .put("labelUpdated", "AWSCURRENT")
                .put("versionId", secret.versionWith("AWSCURRENT")));
  }

  /**
   * The function leaves the label where it was, as Secrets Manager may do too; after an operator
   * has made the version before current again, it is one that a rotation is not over with.
   */
  @Test
  void pendingStaysAfterARotation_andBarsTheNext_onceTheVersionBeforeIsCurrentAgain()
      throws Exception {
    var before = secret.versionWith("AWSCURRENT");
    secret.service().rotate(NAME);
    var after = secret.versionWith("AWSCURRENT");
    assertThat(secret.versionWith("AWSPENDING")).isEqualTo(after);

    secret.move("AWSCURRENT", after, before);

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> secret.client().rotateSecret(rotate -> rotate.secretId(NAME)));
    secret
        .client()
        .updateSecretVersionStage(
            update -> update.secretId(NAME).versionStage("AWSPENDING").removeFromVersionId(after));
    secret.service().rotate(NAME);
    assertThat(secret.client().getSecretValue(get -> get.secretId(NAME)).secretString())
        .isEqualTo("new");
  }
}
