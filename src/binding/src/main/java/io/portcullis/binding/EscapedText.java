package io.portcullis.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text in a stage variable, which may have few characters: a byte of any other is {@code ~} and two
 * hexadecimal digits.
 */
final class EscapedText {
  private static final Pattern TEXT = Pattern.compile("(?:[A-Za-z0-9._:/-]|~[0-9A-F]{2})+");

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
    try {
      return Optional.of(
          UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
