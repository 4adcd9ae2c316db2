package io.portcullis.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** A type of a JSON value, as the keyword {@code type} names it. */
public enum JsonType {
  STRING("string", "a string"),
  INTEGER("integer", "an integer"),
  NUMBER("number", "a number"),
  BOOLEAN("boolean", "true or false"),
  ARRAY("array", "an array"),
  OBJECT("object", "an object"),
  NULL("null", "null");

  private final String word;
  private final String noun;

  JsonType(String word, String noun) {
    this.word = word;
    this.noun = noun;
  }

  static JsonType of(String word) {
    for (var type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("'type' must be a type of JSON, got '%s'".formatted(word));
  }

  /** The word of a schema. */
  public String word() {
    return word;
  }

  /** The words of a sentence. */
  String noun() {
    return noun;
  }

  boolean matches(JsonNode value) {
    return switch (this) {
      case STRING -> value.isTextual();
      case INTEGER -> isInteger(value);
      case NUMBER -> value.isNumber();
      case BOOLEAN -> value.isBoolean();
      case ARRAY -> value.isArray();
      case OBJECT -> value.isObject();
      case NULL -> value.isNull();
    };
  }

  /** By value, as JSON Schema has it: 5.0 and 1e3 are integers too. */
  private static boolean isInteger(JsonNode value) {
    if (!value.isNumber() || value.isIntegralNumber()) {
      return value.isNumber();
    }
    var number = value.decimalValue();
    return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
  }
}
