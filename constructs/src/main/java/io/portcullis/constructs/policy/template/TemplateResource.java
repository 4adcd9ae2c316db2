package io.portcullis.constructs.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** One resource of a template. There is one object for it, so identity is equality. */
public final class TemplateResource {
  private final StackTemplate template;
  private final String logicalId;
  private final JsonNode json;

  TemplateResource(StackTemplate template, String logicalId, JsonNode json) {
    this.template = template;
    this.logicalId = logicalId;
    this.json = json;
  }

  public StackTemplate template() {
    return template;
  }

  public String logicalId() {
    return logicalId;
  }

  /** The whole resource. */
  public Value json() {
    return new Value(template, json);
  }

  /** Such as {@code AWS::Lambda::Function}. */
  public String type() {
    return json.path("Type").asText();
  }

  public boolean is(String... types) {
    return Stream.of(types).anyMatch(type()::equals);
  }

  /** The property at a path such as {@code Integration.Uri}. */
  public Value property(String path) {
    return attribute("Properties." + path);
  }

  /** What stands at a path of the resource itself, such as {@code DeletionPolicy}. */
  public Value attribute(String path) {
    var value = json();
    for (var name : path.split("\\.")) {
      value = value.get(name);
    }
    return value;
  }

  /** The value of the tag with that key. */
  public Value tag(String key) {
    return property("Tags").list().stream()
        .filter(tag -> tag.get("Key").literal().filter(key::equals).isPresent())
        .map(tag -> tag.get("Value"))
        .findFirst()
        .orElseGet(() -> Value.missing(template));
  }

  @Override
  public String toString() {
    return logicalId;
  }
}
