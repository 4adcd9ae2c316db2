package io.portcullis.huggingface;

import java.util.regex.Pattern;

/**
 * A name or an id within the path of a call. Only what needs no encoding is one, so that no text
 * leads to another path; and nothing with an underscore, so that no token passes for one.
 */
final class PathSegment {
  static final String RULE = "1 to 96 letters, digits, '.' or '-', the first a letter or digit";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,95}");

  private PathSegment() {}

  static boolean is(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** The text, if it is one. */
  static String check(String property, String text) {
    if (!is(text)) {
      throw new IllegalArgumentException(
          "'%s' must be %s, got '%s'".formatted(property, RULE, printed(text)));
    }
    return text;
  }

  /** A token in the wrong place must not come to light. */
  private static String printed(String text) {
    return text.contains("hf_") ? "(redacted)" : text;
  }
}
