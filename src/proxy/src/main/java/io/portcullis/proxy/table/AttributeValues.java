package io.portcullis.proxy.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Attributes in the JSON of DynamoDB ("AttributeValue",
 * docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html).
 */
final class AttributeValues {
  private AttributeValues() {}

  static ObjectNode toJson(Map<String, Value> attributes) {
    var json = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, value) -> json.set(name, toJson(value)));
    return json;
  }

  private static ObjectNode toJson(Value value) {
    var json = JsonNodeFactory.instance.objectNode();
    if (value instanceof Value.Text text) {
      return json.put("S", text.text());
    }
    if (value instanceof Value.Number number) {
      return json.put("N", Long.toString(number.number()));
    }
    return json.put("B", Base64.getEncoder().encodeToString(((Value.Bytes) value).bytes()));
  }

  /**
   * Reads attributes; none where there is no member, and nothing if one of them is no value of the
   * table: to leave it out would be to take a count for zero.
   */
  static Optional<Map<String, Value>> of(JsonNode json) {
    if (json == null) {
      return Optional.of(Map.of());
    }
    if (!json.isObject()) {
      return Optional.empty();
    }
    var attributes = new HashMap<String, Value>();
    for (var member : json.properties()) {
      var value = value(member.getValue());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      attributes.put(member.getKey(), value.get());
    }
    return Optional.of(attributes);
  }

  private static Optional<Value> value(JsonNode json) {
    if (json.size() != 1) {
      return Optional.empty();
    }
    var type = json.fieldNames().hasNext() ? json.fieldNames().next() : "";
    var text = Optional.ofNullable(json.path(type).textValue());
    try {
      return switch (type) {
        case "S" -> text.map(Value.Text::new);
        case "N" -> text.map(Long::parseLong).map(Value.Number::new);
        case "B" -> text.map(Base64.getDecoder()::decode).map(Value.Bytes::new);
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
