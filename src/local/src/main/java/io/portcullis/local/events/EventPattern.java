package io.portcullis.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.AssemblyException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Tells the events that a rule wants.
 *
 * <p>Follows "Creating Amazon EventBridge event patterns"
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html), of whose comparison
 * operators {@code prefix} alone is known.
 */
record EventPattern(JsonNode pattern) {

  EventPattern {
    requireKnown(pattern);
  }

  boolean matches(JsonNode event) {
    return matches(pattern, event);
  }

  private static boolean matches(JsonNode pattern, JsonNode event) {
    return pattern
        .propertyStream()
        .allMatch(field -> field(field.getValue(), event, field.getKey()));
  }

  private static boolean field(JsonNode wanted, JsonNode event, String name) {
    var actual = event.path(name);
    return wanted.isObject() ? matches(wanted, actual) : anyOf(wanted, actual);
  }

  /** Of an array in the event, one element is enough. */
  private static boolean anyOf(JsonNode wanted, JsonNode actual) {
    if (actual.isArray()) {
      return elements(actual).anyMatch(element -> anyOf(wanted, element));
    }
    return elements(wanted).anyMatch(value -> is(value, actual));
  }

  private static boolean is(JsonNode value, JsonNode actual) {
    return value.isObject()
        ? actual.isTextual() && actual.asText().startsWith(value.get("prefix").asText())
        : value.equals(actual);
  }

  private static void requireKnown(JsonNode pattern) {
    for (var field : pattern) {
      if (field.isObject()) {
        requireKnown(field);
      } else if (!field.isArray() || !elements(field).allMatch(EventPattern::isKnown)) {
        throw new AssemblyException("event pattern %s is not modelled".formatted(pattern));
      }
    }
  }

  private static boolean isKnown(JsonNode value) {
    return value.isValueNode() || value.size() == 1 && value.path("prefix").isTextual();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
