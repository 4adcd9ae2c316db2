package io.portcullis.redaction;

import java.util.Arrays;
import java.util.Optional;

/**
 * A run of base64 or base64url in which there is a secret. Something else may stand before it in
 * the same alphabet, such as a path, so it is decoded from each of four places.
 */
final class Base64Run {
  /** Characters of twelve bytes; no key is shorter. */
  static final int LEAST = 16;

  private static final int PLACES = 4;

  /** Characters in a row that text has and other bytes have not: what holds none is no text. */
  private static final int LEAST_TEXT = 6;

  private Base64Run() {}

  static int end(Text text, int start) {
    var end = start;
    while (Characters.isBase64(text.at(end))) {
      end++;
    }
    return end;
  }

  /**
   * The run as a secret, if it hides one.
   *
   * @param depth how often the text has been decoded already
   */
  static Optional<Hit> find(Text text, int start, int end, KnownValues known, int depth) {
    for (var place = start; place < start + PLACES && end - place >= LEAST; place++) {
      var decoded = decoded(text, place, end);
      if (isText(decoded)) {
        var kind = new Scan(Text.of(decoded, text.work()), known, depth + 1).first();
        if (kind.isPresent()) {
          return Optional.of(new Hit(start, behindPadding(text, end), kind.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** What was encoded, a byte as a character; nothing of it is printed. */
  static char[] decoded(Text text, int start, int end) {
    var decoded = new char[(end - start) * 3 / 4];
    var length = 0;
    var bits = 0;
    var held = 0;
    for (var place = start; place < end; place++) {
      held = (held << 6 | Characters.base64(text.at(place))) & 0xFFFF;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        decoded[length++] = (char) (held >> bits & 0xFF);
      }
    }
    return length == decoded.length ? decoded : Arrays.copyOf(decoded, length);
  }

  private static boolean isText(char[] decoded) {
    var inRow = 0;
    for (var c : decoded) {
      inRow = c >= ' ' && c < 127 ? inRow + 1 : 0;
      if (inRow == LEAST_TEXT) {
        return true;
      }
    }
    return false;
  }

  private static int behindPadding(Text text, int end) {
    var behind = end;
    while (behind < end + 2 && text.at(behind) == '=') {
      behind++;
    }
    return behind;
  }
}
