package io.portcullis.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The operations of the API that the functions and an operator use, one method each. */
final class Operations {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a version ("Secrets Manager quotas"). */
  private static final int MOST_LABELS = 20;

  private final SecretStore store;
  private final Rotator rotator;

  /** Begins a rotation and lets it run. */
  @FunctionalInterface
  interface Rotator {
    void rotate(Secret secret, String token) throws SecretsManagerException;
  }

  Operations(SecretStore store, Rotator rotator) {
    this.store = store;
    this.rotator = rotator;
  }

  JsonNode run(String operation, JsonNode request) throws SecretsManagerException {
    return switch (operation) {
      case "GetSecretValue" -> getSecretValue(request);
      case "DescribeSecret" -> describeSecret(request);
      case "PutSecretValue" -> putSecretValue(request);
      case "UpdateSecretVersionStage" -> updateSecretVersionStage(request);
      case "ListSecretVersionIds" -> listSecretVersionIds(request);
      case "RotateSecret" -> rotateSecret(request);
      default ->
          throw new SecretsManagerException(
              "UnknownOperationException",
              "operation '%s' is not modelled locally".formatted(operation));
    };
  }

  private JsonNode getSecretValue(JsonNode request) throws SecretsManagerException {
    var secret = secret(request);
    var label = text(request, "VersionStage");
    var id = text(request, "VersionId");
    if (id.isPresent() && label.isPresent() && !id.equals(secret.versionLabelled(label.get()))) {
      throw SecretsManagerException.invalidRequest(
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    var wanted = id.or(() -> secret.versionLabelled(label.orElse(Secret.CURRENT)));
    var version = wanted.flatMap(secret::version).filter(found -> found.value().isPresent());
    if (version.isEmpty()) {
      var what =
          id.map(given -> "VersionId: " + given)
              .orElse("staging label: " + label.orElse(Secret.CURRENT));
      throw SecretsManagerException.notFound(
          "Secrets Manager can't find the specified secret value for " + what);
    }
    var answer = identity(secret).put("VersionId", version.get().id());
    answer.put("SecretString", version.get().value().orElseThrow());
    answer.put("CreatedDate", seconds(version.get().created()));
    answer.set("VersionStages", labels(secret, version.get().id()));
    return answer;
  }

  private JsonNode describeSecret(JsonNode request) throws SecretsManagerException {
    var secret = secret(request);
    var answer = identity(secret);
    answer.put("RotationEnabled", secret.rotationFunction().isPresent());
    secret.rotationFunction().ifPresent(arn -> answer.put("RotationLambdaARN", arn));
    store.rotationRules(secret).ifPresent(rules -> answer.set("RotationRules", rules));
    answer.put("CreatedDate", seconds(secret.created()));
    answer.put("LastChangedDate", seconds(secret.changed()));
    secret.rotated().ifPresent(time -> answer.put("LastRotatedDate", seconds(time)));
    var stages = answer.putObject("VersionIdsToStages");
    for (var version : secret.versions()) {
      var labels = labels(secret, version.id());
      if (!labels.isEmpty()) {
        stages.set(version.id(), labels);
      }
    }
    return answer;
  }

  private JsonNode putSecretValue(JsonNode request) throws SecretsManagerException {
    var secret = secret(request);
    var value =
        text(request, "SecretString")
            .orElseThrow(
                () ->
                    SecretsManagerException.invalidParameter(
                        "You must provide either SecretString or SecretBinary."));
    var id = token(request);
    var labels = new ArrayList<String>();
    request.path("VersionStages").forEach(label -> labels.add(label.asText()));
    if (labels.size() > MOST_LABELS || labels.stream().anyMatch(String::isEmpty)) {
      throw SecretsManagerException.invalidParameter(
          "The parameter VersionStages must have 1 to 20 labels, each of 1 to 256 characters.");
    }
    secret.put(id, value, labels.isEmpty() ? List.of(Secret.CURRENT) : labels);
    var answer = identity(secret).put("VersionId", id);
    answer.set("VersionStages", labels(secret, id));
    return answer;
  }

  private JsonNode updateSecretVersionStage(JsonNode request) throws SecretsManagerException {
    var secret = secret(request);
    secret.moveLabel(
        text(request, "VersionStage").orElse(""),
        text(request, "RemoveFromVersionId"),
        text(request, "MoveToVersionId"));
    return identity(secret);
  }

  private JsonNode listSecretVersionIds(JsonNode request) throws SecretsManagerException {
    var secret = secret(request);
    var deprecated = request.path("IncludeDeprecated").asBoolean(false);
    var answer = identity(secret);
    var versions = answer.putArray("Versions");
    for (var version : secret.versions()) {
      var labels = labels(secret, version.id());
      if (deprecated || !labels.isEmpty()) {
        versions
            .addObject()
            .put("VersionId", version.id())
            .put("CreatedDate", seconds(version.created()))
            .set("VersionStages", labels);
      }
    }
    return answer;
  }

  private JsonNode rotateSecret(JsonNode request) throws SecretsManagerException {
    var secret = secret(request);
    var token = token(request);
    text(request, "RotationLambdaARN").ifPresent(secret::rotateWith);
    rotator.rotate(secret, token);
    return identity(secret).put("VersionId", token);
  }

  private Secret secret(JsonNode request) throws SecretsManagerException {
    return store.find(text(request, "SecretId").orElse(""));
  }

  /** A token becomes the version's id, so that it has to be as long as one. */
  private static String token(JsonNode request) throws SecretsManagerException {
    var token = text(request, "ClientRequestToken").orElseGet(() -> UUID.randomUUID().toString());
    if (token.length() < 32 || token.length() > 64) {
      throw SecretsManagerException.invalidParameter(
          "The parameter ClientRequestToken must be 32 to 64 characters long.");
    }
    return token;
  }

  private static ObjectNode identity(Secret secret) {
    return JSON.createObjectNode().put("ARN", secret.arn()).put("Name", secret.name());
  }

  private static ArrayNode labels(Secret secret, String versionId) {
    var array = JSON.createArrayNode();
    secret.labelsOf(versionId).forEach(array::add);
    return array;
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  private static Optional<String> text(JsonNode request, String name) {
    return request.hasNonNull(name) ? Optional.of(request.get(name).asText()) : Optional.empty();
  }
}
