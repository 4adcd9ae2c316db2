package io.portcullis.test.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.test.Synthesis;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The resources of a synthesized template, for an ablation to change. */
public record Template(ObjectNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The template of the stack that holds the API, of an environment as it is. */
  public static Template gatewayOf(DeploymentEnvironment environment) {
    return Synthesis.stacks(environment).stream()
        .map(stack -> new Template(JSON.valueToTree(stack.getTemplate())))
        .filter(template -> template.ofType("AWS::ApiGateway::RestApi").findAny().isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** Resources of a type, by their logical ids. */
  public Stream<Map.Entry<String, ObjectNode>> ofType(String type) {
    return resources().properties().stream()
        .filter(entry -> entry.getValue().path("Type").asText().equals(type))
        .map(entry -> Map.entry(entry.getKey(), (ObjectNode) entry.getValue()));
  }

  /** The properties of every resource of a type. */
  public List<ObjectNode> properties(String type) {
    return ofType(type).map(entry -> (ObjectNode) entry.getValue().path("Properties")).toList();
  }

  /** Takes every resource of a type away, and what waits for it. */
  public void remove(String type) {
    ofType(type).map(Map.Entry::getKey).toList().forEach(resources()::remove);
  }

  public void add(String logicalId, JsonNode resource) {
    resources().set(logicalId, resource);
  }

  private ObjectNode resources() {
    return (ObjectNode) json.path("Resources");
  }
}
