package io.portcullis.constructs.policy.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares two templates of one stack, the deployed and the next: what the next would delete or
 * replace of keys, secrets, tables and the like.
 */
public final class RetainedState {
  private RetainedState() {}

  /** What the next template takes away, in the order of the deployed one. */
  public static List<StateChange> changes(JsonNode deployed, JsonNode next) {
    var resources = next.path("Resources");
    return deployed
        .path("Resources")
        .propertyStream()
        .flatMap(entry -> changes(entry, resources.path(entry.getKey())))
        .toList();
  }

  private static Stream<StateChange> changes(Map.Entry<String, JsonNode> entry, JsonNode next) {
    var deployed = entry.getValue();
    return type(deployed).stream()
        .flatMap(
            type ->
                type(next).equals(Optional.of(type))
                    ? replacements(entry.getKey(), type, deployed, next)
                    : Stream.of(removal(entry.getKey(), type, deployed)));
  }

  private static StateChange removal(String logicalId, StatefulType type, JsonNode deployed) {
    var policy = deployed.path("DeletionPolicy").asText("Delete");
    return new StateChange(
        logicalId,
        "Resources." + logicalId,
        "(%s) leaves the stack, and is %s"
            .formatted(
                type.type(),
                policy.startsWith("Retain")
                    ? "kept without anything that uses it"
                    : "deleted with what it holds"));
  }

  private static Stream<StateChange> replacements(
      String logicalId, StatefulType type, JsonNode deployed, JsonNode next) {
    return type.immutableChanges(deployed.path("Properties"), next.path("Properties")).stream()
        .map(
            property ->
                new StateChange(
                    logicalId,
                    "Properties." + property,
                    "(%s) %s, since '%s' changes".formatted(type.type(), type.fate(), property)));
  }

  private static Optional<StatefulType> type(JsonNode resource) {
    return StatefulType.of(resource.path("Type").asText());
  }
}
