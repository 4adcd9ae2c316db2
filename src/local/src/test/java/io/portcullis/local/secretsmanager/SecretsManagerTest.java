package io.portcullis.local.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.TestAssembly;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

class SecretsManagerTest {
  private static final String NAME = "token";

  @TempDir private Path directory;
  private final List<String> steps = new ArrayList<>();
  private final List<JsonNode> events = new ArrayList<>();
  private Optional<String> failure = Optional.empty();
  private boolean acts = true;
  private SecretsManager service;
  private SecretsManagerClient client;

  @BeforeEach
  void open() throws IOException {
    var environment =
        TestAssembly.in(directory)
            .stack(
                "Foundation",
                """
                {"Resources": {
                  "Token": {"Type": "AWS::SecretsManager::Secret",
                    "Properties": {"Name": "token", "SecretString": "empty"}},
                  "Credential": {"Type": "AWS::SecretsManager::Secret",
                    "Properties": {"Name": "credential", "SecretString": "empty"}},
                  "Schedule": {"Type": "AWS::SecretsManager::RotationSchedule", "Properties": {
                    "SecretId": {"Ref": "Token"}, "RotateImmediatelyOnUpdate": false,
                    "RotationRules": {"ScheduleExpression": "rate(30 days)"},
                    "RotationLambdaARN": "arn:aws:lambda:eu-west-1:111122223333:function:rotate"}}}}
                """)
            .environment();
    service = SecretsManager.start(environment, this::rotate, InstantSource.system(), events::add);
    client =
        SecretsManagerClient.builder()
            .endpointOverride(service.url())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    service.close();
  }

  /** A rotation function in a few lines, through the API as a real one. */
  private Optional<String> rotate(String functionArn, String event) throws IOException {
    JsonNode request = new ObjectMapper().readTree(event);
    var step = request.path("Step").asText();
    var token = request.path("ClientRequestToken").asText();
    steps.add(step);
    if (acts && step.equals("createSecret")) {
      client.putSecretValue(
          put ->
              put.secretId(NAME)
                  .clientRequestToken(token)
                  .secretString("new")
                  .versionStages("AWSPENDING"));
    }
    if (acts && step.equals("finishSecret")) {
      var current = versionWith("AWSCURRENT");
      client.updateSecretVersionStage(
          update ->
              update
                  .secretId(NAME)
                  .versionStage("AWSCURRENT")
                  .removeFromVersionId(current)
                  .moveToVersionId(token));
    }
    return failure;
  }

  @Test
  void aSecretHasTheTemplatesValue_byNameAndByArn() {
    var byName = client.getSecretValue(get -> get.secretId(NAME));
    var byArn = client.getSecretValue(get -> get.secretId(byName.arn()));

    assertThat(byName.secretString()).isEqualTo("empty");
    assertThat(byName.versionStages()).containsExactly("AWSCURRENT");
    assertThat(byArn.versionId()).isEqualTo(byName.versionId());
  }

  @Test
  void anUnknownSecretOrLabel_isNotFound() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.getSecretValue(get -> get.secretId("nobody")));
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.getSecretValue(get -> get.secretId(NAME).versionStage("STAGED")));
  }

  @Test
  void movingCurrent_setsPrevious() {
    var first = versionWith("AWSCURRENT");
    var second = put("two", "STAGED");

    client.updateSecretVersionStage(
        update ->
            update
                .secretId(NAME)
                .versionStage("AWSCURRENT")
                .removeFromVersionId(first)
                .moveToVersionId(second));

    assertThat(client.describeSecret(describe -> describe.secretId(NAME)).versionIdsToStages())
        .isEqualTo(Map.of(first, List.of("AWSPREVIOUS"), second, List.of("AWSCURRENT", "STAGED")));
  }

  @Test
  void aLabelMovesOnlyFromTheVersionThatTheCallerNames() {
    var second = put("two", "STAGED");

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                client.updateSecretVersionStage(
                    update ->
                        update.secretId(NAME).versionStage("AWSCURRENT").moveToVersionId(second)))
        .withMessageContaining("RemoveFromVersionId can't be empty");
  }

  @Test
  void currentCannotBeTakenAway() {
    var first = versionWith("AWSCURRENT");

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                client.updateSecretVersionStage(
                    update ->
                        update
                            .secretId(NAME)
                            .versionStage("AWSCURRENT")
                            .removeFromVersionId(first)));
  }

  @Test
  void theSameTokenAndValueAgain_changesNothing_anotherValueIsRefused() {
    var token = UUID.randomUUID().toString();
    client.putSecretValue(
        put -> put.secretId(NAME).clientRequestToken(token).secretString("x").versionStages("A"));
    client.putSecretValue(
        put -> put.secretId(NAME).clientRequestToken(token).secretString("x").versionStages("A"));

    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(
            () ->
                client.putSecretValue(
                    put -> put.secretId(NAME).clientRequestToken(token).secretString("y")));
    assertThat(client.listSecretVersionIds(list -> list.secretId(NAME)).versions()).hasSize(2);
  }

  @Test
  void rotationRunsTheFourSteps_andPromotes() throws Exception {
    service.rotate(NAME);

    assertThat(steps).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    assertThat(client.getSecretValue(get -> get.secretId(NAME)).secretString()).isEqualTo("new");
    assertThat(
            client
                .getSecretValue(get -> get.secretId(NAME).versionStage("AWSPREVIOUS"))
                .secretString())
        .isEqualTo("empty");
  }

  @Test
  void rotationStopsAtTheStepThatFails() {
    failure = Optional.of("nothing staged");

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(() -> service.rotate(NAME))
        .withMessage("rotation of secret 'token' failed at createSecret: nothing staged");
    assertThat(steps).containsExactly("createSecret");
  }

  @Test
  void rotateSecret_isRefusedWhileAnotherVersionIsPending() {
    put("two", "AWSPENDING");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> client.rotateSecret(rotate -> rotate.secretId(NAME)))
        .withMessageContaining("A previous rotation isn't complete");
  }

  @Test
  void settingTheSchedule_testsWithAnEmptyVersion_andRemovesIt() throws Exception {
    service.applySchedules();

    assertThat(steps).containsExactly("testSecret");
    assertThat(client.listSecretVersionIds(list -> list.secretId(NAME)).versions()).hasSize(1);
  }

  @Test
  void anEmptyPendingVersion_hasNoValue() throws Exception {
    acts = false;
    service.rotate(NAME);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(
            () -> client.getSecretValue(get -> get.secretId(NAME).versionStage("AWSPENDING")));
  }

  @Test
  void tellsWhenItWasRotated_onceARotationEndedWell() throws Exception {
    failure = Optional.of("nothing staged");
    assertThatExceptionOfType(AssemblyException.class).isThrownBy(() -> service.rotate(NAME));
    assertThat(describe().lastRotatedDate()).isNull();

    failure = Optional.empty();
    service.repeat(NAME);

    assertThat(describe().lastRotatedDate()).isAfterOrEqualTo(describe().createdDate());
    assertThat(describe().lastChangedDate()).isAfterOrEqualTo(describe().createdDate());
    assertThat(describe().rotationRules().scheduleExpression()).isEqualTo("rate(30 days)");
  }

  @Test
  void repeatsARotation_withTheVersionThatIsPending() throws Exception {
    var version = service.begin(NAME);
    service.step(NAME, version, "createSecret");

    service.repeat(NAME);

    assertThat(versionWith("AWSCURRENT")).isEqualTo(version);
  }

  @Test
  void theSameRequestToRotate_beginsNothing() {
    acts = false;
    var token = UUID.randomUUID().toString();
    client.rotateSecret(rotate -> rotate.secretId(NAME).clientRequestToken(token));

    var again = client.rotateSecret(rotate -> rotate.secretId(NAME).clientRequestToken(token));

    assertThat(again.versionId()).isEqualTo(token);
  }

  @Test
  void tellsOfLabelsThatMoved_afterTheRotation() throws Exception {
    service.rotate(NAME);

    assertThat(events).hasSize(1);
    assertThat(events.get(0).path("source").asText()).isEqualTo("aws.secretsmanager");
    assertThat(events.get(0).path("detail-type").asText()).isEqualTo("Secret Label Updated");
    assertThat(events.get(0).path("detail"))
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("name", NAME)
                .put("labelUpdated", "AWSCURRENT")
                .put("versionId", versionWith("AWSCURRENT")));
  }

  @Test
  void tellsOfALabelOfOnesOwn_andOfNoneThatStays() {
    var version = put("two", "STAGED");
    client.updateSecretVersionStage(
        update -> update.secretId(NAME).versionStage("STAGED").moveToVersionId(version));

    assertThat(events)
        .extracting(event -> event.at("/detail/labelUpdated").asText())
        .containsExactly("STAGED");
  }

  @Test
  void keepsEverySecretOfTheTemplate() {
    client.putSecretValue(put -> put.secretId("credential").secretString("c"));

    assertThat(client.getSecretValue(get -> get.secretId("credential")).secretString())
        .isEqualTo("c");
    assertThat(service.rotatedSecrets()).hasSize(1);
  }

  @Test
  void failsTheNextRequestsOfAnOperation_andNoOthers() {
    service.fail("PutSecretValue", ServiceFault.ACCESS_DENIED, 1);

    assertThatExceptionOfType(SecretsManagerException.class)
        .isThrownBy(() -> put("two", "STAGED"))
        .matches(e -> e.awsErrorDetails().errorCode().equals("AccessDeniedException"));
    put("two", "STAGED");

    assertThat(service.requests("PutSecretValue")).isEqualTo(2);
  }

  /** The client repeats it, as the functions' clients do. */
  @Test
  void throttles_asAClientOfAwsRepeatsIt() {
    service.fail("GetSecretValue", ServiceFault.THROTTLED, 1);

    assertThat(client.getSecretValue(get -> get.secretId(NAME)).secretString()).isEqualTo("empty");
    assertThat(service.requests("GetSecretValue")).isEqualTo(2);
  }

  @Test
  void failsEverything_untilItRecovers() {
    service.fail(ServiceFault.INTERNAL_ERROR);
    assertThatExceptionOfType(SecretsManagerException.class)
        .isThrownBy(() -> client.describeSecret(describe -> describe.secretId(NAME)))
        .matches(e -> e.statusCode() == 500);

    service.recover();
    assertThat(describe().name()).isEqualTo(NAME);
  }

  @Test
  void refusesMoreLabelsThanAVersionMayHave() {
    var labels = IntStream.range(0, 21).mapToObj(i -> "label" + i).toList();

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(
            () ->
                client.putSecretValue(
                    put -> put.secretId(NAME).secretString("x").versionStages(labels)));
  }

  private DescribeSecretResponse describe() {
    return client.describeSecret(describe -> describe.secretId(NAME));
  }

  private String put(String value, String label) {
    return client
        .putSecretValue(put -> put.secretId(NAME).secretString(value).versionStages(label))
        .versionId();
  }

  private String versionWith(String label) {
    return client
        .describeSecret(describe -> describe.secretId(NAME))
        .versionIdsToStages()
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
