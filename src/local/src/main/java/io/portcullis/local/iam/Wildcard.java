package io.portcullis.local.iam;

import java.util.regex.Pattern;

/** Text with {@code *} for any characters and {@code ?} for one. */
final class Wildcard {
  private Wildcard() {}

  static boolean matches(String pattern, String text) {
    var regex = new StringBuilder();
    for (var part : pattern.split("(?<=[*?])|(?=[*?])")) {
      regex.append(
          switch (part) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(part);
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  static boolean isIn(String text) {
    return text.contains("*") || text.contains("?");
  }
}
