package io.portcullis.proxy;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text in a stage variable, which may have few characters: a byte of any other is {@code ~} and two
 * hexadecimal digits. What was known only at deployment could not be written so; a role's name with
 * a comma or an equals sign is one anyway.
 */
final class EscapedText {
  private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9._:/=,-]|~[0-9A-F]{2})+");

  private EscapedText() {}

  /** Empty for what is not written so. */
  static Optional<String> decode(String escaped) {
    if (!TEXT.matcher(escaped).matches()) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream();
    for (var at = 0; at < escaped.length(); at++) {
      if (escaped.charAt(at) == '~') {
        bytes.write(Integer.parseInt(escaped, at + 1, at + 3, 16));
        at += 2;
      } else {
        bytes.write(escaped.charAt(at));
      }
    }
    return Utf8.decode(bytes.toByteArray());
  }
}
