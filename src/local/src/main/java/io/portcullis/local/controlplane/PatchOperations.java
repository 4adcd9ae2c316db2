package io.portcullis.local.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What a request wants changed of a key.
 *
 * <p>Follows "Amazon API Gateway patch operations", {@code UpdateApiKey}
 * (docs.aws.amazon.com/apigateway/latest/api/patch-operations.html), of which the path {@code
 * /enabled} alone is modelled.
 *
 * @param enabled empty if nothing is to be changed
 */
record PatchOperations(Optional<Boolean> enabled) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads all operations before one is applied. */
  static PatchOperations parse(String body) throws ControlPlaneException {
    var operations = object(body).path("patchOperations");
    if (!operations.isArray() && !operations.isMissingNode()) {
      throw ControlPlaneException.badRequest("'patchOperations' must be a list");
    }
    var enabled = Optional.<Boolean>empty();
    for (var operation : operations) {
      enabled = Optional.of(enabled(operation));
    }
    return new PatchOperations(enabled);
  }

  private static JsonNode object(String body) throws ControlPlaneException {
    try {
      var node = JSON.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw ControlPlaneException.badRequest("Could not parse request body into json");
    }
    throw ControlPlaneException.badRequest("Could not parse request body into json");
  }

  private static boolean enabled(JsonNode operation) throws ControlPlaneException {
    if (!operation.path("op").asText().equals("replace")) {
      throw ControlPlaneException.badRequest(
          "Invalid patch operation specified. Must be one of: [replace]");
    }
    if (!operation.path("path").asText().equals("/enabled")) {
      throw ControlPlaneException.badRequest(
          "Invalid patch path specified for op 'replace'. Must be one of: [/enabled]");
    }
    return switch (operation.path("value").asText()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw ControlPlaneException.badRequest(
              "Invalid value specified for path '/enabled'. Must be one of: [true, false]");
    };
  }
}
