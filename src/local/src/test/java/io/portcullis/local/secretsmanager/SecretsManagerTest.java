package io.portcullis.local.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

class SecretsManagerTest {
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
  void aSecretHasTheTemplatesValue_byNameAndByArn() {
    var byName = secret.client().getSecretValue(get -> get.secretId(NAME));
    var byArn = secret.client().getSecretValue(get -> get.secretId(byName.arn()));

    assertThat(byName.secretString()).isEqualTo("empty");
    assertThat(byName.versionStages()).containsExactly("AWSCURRENT");
    assertThat(byArn.versionId()).isEqualTo(byName.versionId());
  }

  @Test
  void anUnknownSecretOrLabel_isNotFound() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> secret.client().getSecretValue(get -> get.secretId("nobody")));
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(
            () -> secret.client().getSecretValue(get -> get.secretId(NAME).versionStage("STAGED")));
  }

  @Test
  void movingCurrent_setsPrevious() {
    var first = secret.versionWith("AWSCURRENT");
    var second = secret.put("two", "STAGED");

    secret
        .client()
        .updateSecretVersionStage(
            update ->
                update
                    .secretId(NAME)
                    .versionStage("AWSCURRENT")
                    .removeFromVersionId(first)
                    .moveToVersionId(second));

    assertThat(
            secret
                .client()
                .describeSecret(describe -> describe.secretId(NAME))
                .versionIdsToStages())
        .isEqualTo(Map.of(first, List.of("AWSPREVIOUS"), second, List.of("AWSCURRENT", "STAGED")));
  }

  @Test
  void aLabelMovesOnlyFromTheVersionThatTheCallerNames() {
    var second = secret.put("two", "STAGED");

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                secret
                    .client()
                    .updateSecretVersionStage(
                        update ->
                            update
                                .secretId(NAME)
                                .versionStage("AWSCURRENT")
                                .moveToVersionId(second)))
        .withMessageContaining("RemoveFromVersionId can't be empty");
  }

  @Test
  void currentCannotBeTakenAway() {
    var first = secret.versionWith("AWSCURRENT");

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                secret
                    .client()
                    .updateSecretVersionStage(
                        update ->
                            update
                                .secretId(NAME)
                                .versionStage("AWSCURRENT")
                                .removeFromVersionId(first)));
  }

  @Test
  void theSameTokenAndValueAgain_changesNothing_anotherValueIsRefused() {
    var token = UUID.randomUUID().toString();
    secret
        .client()
        .putSecretValue(
            put ->
                put.secretId(NAME).clientRequestToken(token).secretString("x").versionStages("A"));
    secret
        .client()
        .putSecretValue(
            put ->
                put.secretId(NAME).clientRequestToken(token).secretString("x").versionStages("A"));

    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(
            () ->
                secret
                    .client()
                    .putSecretValue(
                        put -> put.secretId(NAME).clientRequestToken(token).secretString("y")));
    assertThat(secret.client().listSecretVersionIds(list -> list.secretId(NAME)).versions())
        .hasSize(2);
  }

  @Test
  void tellsOfALabelOfOnesOwn_andOfNoneThatStays() {
    var version = secret.put("two", "STAGED");
    secret
        .client()
        .updateSecretVersionStage(
            update -> update.secretId(NAME).versionStage("STAGED").moveToVersionId(version));

    assertThat(secret.events)
        .extracting(event -> event.at("/detail/labelUpdated").asText())
        .containsExactly("STAGED");
  }

  @Test
  void keepsEverySecretOfTheTemplate() {
    secret.client().putSecretValue(put -> put.secretId("credential").secretString("c"));

    assertThat(secret.client().getSecretValue(get -> get.secretId("credential")).secretString())
        .isEqualTo("c");
    assertThat(secret.service().rotatedSecrets()).hasSize(1);
  }

  @Test
  void failsTheNextRequestsOfAnOperation_andNoOthers() {
    secret.service().fail("PutSecretValue", ServiceFault.ACCESS_DENIED, 1);

    assertThatExceptionOfType(SecretsManagerException.class)
        .isThrownBy(() -> secret.put("two", "STAGED"))
        .matches(e -> e.awsErrorDetails().errorCode().equals("AccessDeniedException"));
    secret.put("two", "STAGED");

    assertThat(secret.service().requests("PutSecretValue")).isEqualTo(2);
  }

  /** The client repeats it, as the functions' clients do. */
  @Test
  void throttles_asAClientOfAwsRepeatsIt() {
    secret.service().fail("GetSecretValue", ServiceFault.THROTTLED, 1);

    assertThat(secret.client().getSecretValue(get -> get.secretId(NAME)).secretString())
        .isEqualTo("empty");
    assertThat(secret.service().requests("GetSecretValue")).isEqualTo(2);
  }

  @Test
  void failsEverything_untilItRecovers() {
    secret.service().fail(ServiceFault.INTERNAL_ERROR);
    assertThatExceptionOfType(SecretsManagerException.class)
        .isThrownBy(() -> secret.client().describeSecret(describe -> describe.secretId(NAME)))
        .matches(e -> e.statusCode() == 500);

    secret.service().recover();
    assertThat(secret.describe().name()).isEqualTo(NAME);
  }

  @Test
  void refusesMoreLabelsThanAVersionMayHave() {
    var labels = IntStream.range(0, 21).mapToObj(i -> "label" + i).toList();

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                secret
                    .client()
                    .putSecretValue(
                        put -> put.secretId(NAME).secretString("x").versionStages(labels)));
  }
}
