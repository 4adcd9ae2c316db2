package io.portcullis.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The meaning of a schema: what a value must be. Each component is the keyword of its name, empty
 * where the schema has none.
 *
 * @param anyOfValues {@code enum}, of strings
 */
public record JsonSchema(
    List<JsonType> type,
    List<String> anyOfValues,
    Optional<BigDecimal> minimum,
    List<String> required,
    Map<String, JsonSchema> properties,
    Optional<JsonSchema> items) {

  /** The first rule that a value breaks, in the value's own order. */
  public Optional<Violation> check(JsonNode value) {
    if (!type.isEmpty() && !isOfType(value)) {
      return Violation.of("must be " + either(type.stream().map(JsonType::noun).toList()));
    }
    if (!anyOfValues.isEmpty() && !anyOfValues.contains(value.textValue())) {
      return Violation.of("must be " + either(anyOfValues));
    }
    if (minimum.isPresent() && value.isNumber()) {
      return value.decimalValue().compareTo(minimum.get()) < 0
          ? Violation.of("must be at least " + minimum.get())
          : Optional.empty();
    }
    if (value.isObject()) {
      return checkObject(value);
    }
    return value.isArray() ? checkArray(value) : Optional.empty();
  }

  private boolean isOfType(JsonNode value) {
    for (var allowed : type) {
      if (allowed.matches(value)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Violation> checkObject(JsonNode object) {
    for (var name : required) {
      if (!object.has(name)) {
        return Violation.of("is required").map(violation -> violation.in(name));
      }
    }
    for (var member : object.properties()) {
      var schema = properties.get(member.getKey());
      var violation =
          schema == null ? Optional.<Violation>empty() : schema.check(member.getValue());
      if (violation.isPresent()) {
        return violation.map(found -> found.in(member.getKey()));
      }
    }
    return Optional.empty();
  }

  private Optional<Violation> checkArray(JsonNode array) {
    if (items.isEmpty()) {
      return Optional.empty();
    }
    for (int index = 0; index < array.size(); index++) {
      var violation = items.get().check(array.get(index));
      if (violation.isPresent()) {
        var place = index;
        return violation.map(found -> found.at(place));
      }
    }
    return Optional.empty();
  }

  private static String either(List<String> words) {
    var last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : words.subList(0, last).stream().collect(Collectors.joining(", "))
            + " or "
            + words.get(last);
  }
}
