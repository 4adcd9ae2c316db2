package io.portcullis.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Reads a schema. A keyword without meaning here is an error: it would be a rule that nobody
 * checks.
 */
final class SchemaReader {
  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema",
          "title",
          "description",
          "type",
          "enum",
          "minimum",
          "required",
          "properties",
          "items");

  private SchemaReader() {}

  static JsonSchema read(JsonNode schema) {
    if (!schema.isObject()) {
      throw new IllegalArgumentException("a schema must be an object, got '%s'".formatted(schema));
    }
    schema
        .fieldNames()
        .forEachRemaining(
            keyword -> {
              if (!KEYWORDS.contains(keyword)) {
                throw new IllegalArgumentException(
                    "a schema's keywords must be among %s, got '%s'"
                        .formatted(KEYWORDS.stream().sorted().toList(), keyword));
              }
            });
    return new JsonSchema(
        words(schema, "type").stream().map(JsonType::of).toList(),
        words(schema, "enum"),
        minimum(schema),
        words(schema, "required"),
        properties(schema),
        Optional.ofNullable(schema.get("items")).map(SchemaReader::read));
  }

  /** A string or an array of strings. */
  private static List<String> words(JsonNode schema, String keyword) {
    var value = schema.path(keyword);
    var words = value.isArray() || value.isMissingNode() ? value : List.of(value);
    return StreamSupport.stream(words.spliterator(), false)
        .map(
            word ->
                Optional.ofNullable(word.textValue())
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "'%s' must be made of strings, got '%s'".formatted(keyword, word))))
        .toList();
  }

  private static Optional<BigDecimal> minimum(JsonNode schema) {
    return Optional.ofNullable(schema.get("minimum")).map(SchemaReader::number);
  }

  private static BigDecimal number(JsonNode value) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException("'minimum' must be a number, got '%s'".formatted(value));
    }
    return value.decimalValue();
  }

  private static Map<String, JsonSchema> properties(JsonNode schema) {
    var properties = new LinkedHashMap<String, JsonSchema>();
    schema
        .path("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), read(property.getValue())));
    return properties;
  }
}
