package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/**
 * The resources of a stack, by logical ids without the hash at their end: {@code TokenRotationRole}
 * for {@code TokenRotationRole3C8478FE}.
 */
public final class Resources {
  private static final Set<String> REFERENCES = Set.of("Ref", "Fn::GetAtt", "DependsOn");

  private final Stack stack;
  private final Set<String> logicalIds;
  private final Map<String, JsonNode> resources = new LinkedHashMap<>();

  private Resources(Stack stack) {
    this.stack = stack;
    JsonNode all = Json.MAPPER.valueToTree(Template.fromStack(stack).toJSON().get("Resources"));
    logicalIds = Json.json(all).keySet();
    for (var resource : all.properties()) {
      var logicalId = withoutHash(resource.getKey());
      assertThat(resources).doesNotContainKey(logicalId);
      resources.put(logicalId, renamed(resource.getValue(), ""));
    }
  }

  public static Resources of(Stack stack) {
    return new Resources(stack);
  }

  /** Properties of the one resource of a type. */
  public JsonNode only(String type) {
    assertThat(all(type)).as("resources of type %s", type).hasSize(1);
    return all(type).get(0);
  }

  /** Properties of every resource of a type, in the order of the template. */
  public List<JsonNode> all(String type) {
    return whole(type).map(resource -> resource.path("Properties")).toList();
  }

  /** Resources of a type with their attributes, such as the deletion policy. */
  public Stream<JsonNode> whole(String type) {
    return whole().filter(resource -> resource.get("Type").textValue().equals(type));
  }

  public Stream<JsonNode> whole() {
    return resources.values().stream();
  }

  /** Properties of the resource with this id. */
  public JsonNode named(String logicalId) {
    assertThat(resources).containsKey(logicalId);
    return resources.get(logicalId).path("Properties");
  }

  /** Types of all resources, each once. */
  public List<String> types() {
    return whole().map(resource -> resource.get("Type").textValue()).distinct().toList();
  }

  /** Everything a role is allowed or denied, from every policy that is attached to it. */
  public List<Object> permissionsOf(String role) {
    assertThat(named(role).has("ManagedPolicyArns")).as("managed policies of %s", role).isFalse();
    assertThat(named(role).has("Policies")).as("inline policies of %s", role).isFalse();
    var statements = new ArrayList<Object>();
    Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
        .flatMap(type -> all(type).stream())
        .filter(policy -> policy.path("Roles").findValuesAsText("Ref").contains(role))
        .forEach(policy -> statements.addAll(statements(policy.get("PolicyDocument"))));
    return statements;
  }

  /** The whole statement list of a policy document. */
  public static List<Object> statements(JsonNode document) {
    return Json.list(document.get("Statement"));
  }

  /** What a value with tokens becomes in the template. */
  public Object resolved(Object value) {
    JsonNode node = Json.MAPPER.valueToTree(stack.resolve(value));
    return Json.MAPPER.convertValue(renamed(node, ""), Object.class);
  }

  @Override
  public String toString() {
    return resources.toString();
  }

  /** A copy in which every reference names its resource without the hash. */
  private JsonNode renamed(JsonNode node, String key) {
    if (REFERENCES.contains(key) && logicalIds.contains(node.asText())) {
      return TextNode.valueOf(withoutHash(node.textValue()));
    }
    if (node instanceof ObjectNode object) {
      var copy = object.objectNode();
      object.properties().forEach(e -> copy.set(e.getKey(), renamed(e.getValue(), e.getKey())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      var copy = array.arrayNode();
      array.forEach(element -> copy.add(renamed(element, key)));
      return copy;
    }
    return node;
  }

  private static String withoutHash(String logicalId) {
    return logicalId.replaceFirst("[0-9A-F]{8}$", "");
  }
}
