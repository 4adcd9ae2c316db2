package io.portcullis.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the parts of a policy, and passes nothing over that it cannot read. */
final class Elements {
  private Elements() {}

  /** Refuses an element that is not known. */
  static void check(JsonNode node, Set<String> known) {
    requireObject(node);
    for (var entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw new IllegalArgumentException(
            "the element '%s' is not modelled".formatted(entry.getKey()));
      }
    }
  }

  static JsonNode requireObject(JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      throw new IllegalArgumentException(
          "a policy is made of objects that hold something, got '%s'".formatted(node));
    }
    return node;
  }

  /**
   * One text or a list of texts. A variable in one is refused, because nothing here replaces it.
   */
  static List<String> texts(JsonNode node) {
    var texts = new ArrayList<String>();
    (node.isArray() ? node : List.of(node)).forEach(element -> texts.add(text(element)));
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("a list must not be empty");
    }
    return List.copyOf(texts);
  }

  private static String text(JsonNode node) {
    if (!node.isTextual() && !node.isBoolean()) {
      throw new IllegalArgumentException("a value must be a text, got '%s'".formatted(node));
    }
    if (node.asText().contains("${")) {
      throw new IllegalArgumentException(
          "policy variables are not modelled, got '%s'".formatted(node.asText()));
    }
    return node.asText();
  }
}
