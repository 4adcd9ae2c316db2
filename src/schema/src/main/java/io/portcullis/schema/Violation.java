package io.portcullis.schema;

import java.util.Optional;

/**
 * A rule that a value breaks. It says where in the words of the schema alone, and nothing of what
 * stands there: it may be somebody's prompt.
 *
 * @param path names of properties and indexes, such as {@code messages[0].role}; empty for the
 *     whole value
 * @param rule what follows the path in a sentence
 */
public record Violation(String path, String rule) {
  static Optional<Violation> of(String rule) {
    return Optional.of(new Violation("", rule));
  }

  Violation in(String property) {
    return new Violation(property + rest(), rule);
  }

  Violation at(int index) {
    return new Violation("[" + index + "]" + rest(), rule);
  }

  private String rest() {
    return path.isEmpty() || path.startsWith("[") ? path : "." + path;
  }
}
