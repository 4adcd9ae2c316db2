package io.portcullis.test;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Replacements in a text, one after the other.
 *
 * @param words what is there, what takes its place, and so on
 */
public record Edits(List<String> words) implements UnaryOperator<String> {
  public static Edits of(String... words) {
    if (words.length % 2 != 0) {
      throw new IllegalArgumentException(
          "edits must be pairs, got '%d' words".formatted(words.length));
    }
    return new Edits(List.of(words));
  }

  /**
   * @throws IllegalArgumentException if what an edit replaces is not there exactly once
   */
  @Override
  public String apply(String text) {
    var edited = text;
    for (var i = 0; i < words.size(); i += 2) {
      var place = edited.indexOf(words.get(i));
      if (place < 0 || place != edited.lastIndexOf(words.get(i))) {
        throw new IllegalArgumentException(
            "'%s' must be there exactly once".formatted(words.get(i)));
      }
      edited = edited.replace(words.get(i), words.get(i + 1));
    }
    return edited;
  }
}
