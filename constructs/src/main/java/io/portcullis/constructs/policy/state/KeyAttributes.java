package io.portcullis.constructs.policy.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The types of the attributes that make up a table's key; those of its indexes may change. */
final class KeyAttributes {
  static final String PROPERTY = "AttributeDefinitions";

  private KeyAttributes() {}

  static JsonNode of(JsonNode properties) {
    var keys = properties.path("KeySchema").findValuesAsText("AttributeName");
    var types = JsonNodeFactory.instance.objectNode();
    for (var definition : properties.path(PROPERTY)) {
      var name = definition.path("AttributeName").asText();
      if (keys.contains(name)) {
        types.set(name, definition.path("AttributeType"));
      }
    }
    return types;
  }
}
