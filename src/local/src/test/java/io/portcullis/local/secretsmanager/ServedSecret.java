package io.portcullis.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.TestAssembly;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** A secret that is served, with a client of AWS and a rotation function. */
final class ServedSecret implements AutoCloseable {
  static final String NAME = "token";

  final List<String> steps = new ArrayList<>();
  final List<JsonNode> events = new ArrayList<>();
  Optional<String> failure = Optional.empty();
  boolean acts = true;
  private final SecretsManager service;
  private final SecretsManagerClient client;

  ServedSecret(Path directory) throws IOException {
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

  SecretsManager service() {
    return service;
  }

  SecretsManagerClient client() {
    return client;
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

  DescribeSecretResponse describe() {
    return client.describeSecret(describe -> describe.secretId(NAME));
  }

  String put(String value, String label) {
    return client
        .putSecretValue(put -> put.secretId(NAME).secretString(value).versionStages(label))
        .versionId();
  }

  String versionWith(String label) {
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

  void move(String label, String from, String to) {
    client.updateSecretVersionStage(
        update ->
            update
                .secretId(NAME)
                .versionStage(label)
                .removeFromVersionId(from)
                .moveToVersionId(to));
  }

  @Override
  public void close() {
    client.close();
    service.close();
  }
}
