package io.portcullis.test.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.LocalFrontDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions of the token's secret, by Secrets Manager's API; a version's value never changes.
 */
final class SecretVersions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final LocalFrontDoor door;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  SecretVersions(LocalFrontDoor door) {
    this.door = door;
  }

  String of(String version) {
    return known.computeIfAbsent(version, this::read);
  }

  /** How often Secrets Manager was asked. */
  int reads() {
    return known.size();
  }

  /** As an operator does it. */
  void removeLabel(String label, String version) {
    call(
        "UpdateSecretVersionStage",
        request().put("VersionStage", label).put("RemoveFromVersionId", version));
  }

  private String read(String version) {
    return call("GetSecretValue", request().put("VersionId", version))
        .required("SecretString")
        .asText();
  }

  private ObjectNode request() {
    return JSON.createObjectNode().put("SecretId", door.token().orElseThrow().secret());
  }

  /** Asks for an operation, as any client does. */
  JsonNode call(String operation, ObjectNode request) {
    var call =
        HttpRequest.newBuilder(door.secrets().url())
            .header("X-Amz-Target", "secretsmanager." + operation)
            .POST(BodyPublishers.ofString(request.toString()))
            .build();
    try {
      return JSON.readTree(client.send(call, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
