package io.portcullis.stacks.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One resource of a template. Its properties are read with their references resolved as far as the
 * templates go; a property that is absent reads as empty, never as null.
 */
public final class Resource {
  private final StackTemplate stack;
  private final String id;
  private final JsonNode definition;
  private final JsonNode properties;

  Resource(Intrinsics intrinsics, StackTemplate stack, String id, JsonNode definition) {
    this.stack = stack;
    this.id = id;
    this.definition = definition;
    this.properties =
        intrinsics.resolve(stack, definition.path("Properties")).orElse(MissingNode.getInstance());
  }

  public StackTemplate stack() {
    return stack;
  }

  /** Logical id in its template. */
  public String id() {
    return id;
  }

  /** CloudFormation type, such as {@code AWS::Lambda::Function}. */
  public String type() {
    return definition.path("Type").asText();
  }

  /** What the construct that made it is called, such as {@code AllowedNetworks}. */
  public String name() {
    var name = id;
    for (var part : definition.path("Metadata").path("aws:cdk:path").asText(id).split("/")) {
      if (!part.equals("Resource") && !part.equals("Default")) {
        name = part;
      }
    }
    return name;
  }

  /** Where it stands in the construct tree, without the ends that every construct has. */
  public String constructPath() {
    return definition
        .path("Metadata")
        .path("aws:cdk:path")
        .asText(id)
        .replaceFirst("(/(Resource|Default))+$", "");
  }

  /** Whether it stays when its stack is deleted. */
  public boolean isRetained() {
    return definition.path("DeletionPolicy").asText().startsWith("Retain");
  }

  /** Its properties as the template has them, their references unresolved. */
  public JsonNode raw() {
    return definition.path("Properties");
  }

  public JsonNode get(String... path) {
    var value = properties;
    for (var part : path) {
      value = value.path(part);
    }
    return value;
  }

  public boolean has(String... path) {
    return !get(path).isMissingNode();
  }

  public String text(String... path) {
    return get(path).asText();
  }

  public int number(String... path) {
    return get(path).asInt();
  }

  public boolean is(String... path) {
    return get(path).asBoolean();
  }

  public List<JsonNode> list(String... path) {
    var elements = new ArrayList<JsonNode>();
    get(path).forEach(elements::add);
    return elements;
  }

  /** Of a function that calls the Inference Endpoint: its address; empty for any other. */
  public String endpointUrl() {
    return text("Environment", "Variables", "ENDPOINT_URL");
  }

  /** Whether it is an interface endpoint to a service that is not AWS's own. */
  public boolean isPrivateLink() {
    return text("ServiceName").contains(".vpce.");
  }

  /** Tags by their keys. */
  public Map<String, String> tags() {
    var tags = new LinkedHashMap<String, String>();
    list("Tags").forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    return tags;
  }

  /** The same for the same resource of other templates. */
  public String key() {
    return key(stack, id);
  }

  static String key(StackTemplate stack, String id) {
    return stack.name() + "/" + id;
  }

  @Override
  public String toString() {
    return "%s '%s'".formatted(type(), id);
  }
}
