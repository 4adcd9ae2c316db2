package io.portcullis.proxy.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.portcullis.huggingface.AccessToken;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a text holds of a token where it gives the token away: the token itself, or what is left of
 * it in base64 or base64url, wherever it stands in what was encoded.
 */
public final class TokenTraces {
  /** An escape of JSON for a character of ASCII, which a token is made of. */
  private static final String ESCAPE = "\\u00";

  private static final int ESCAPE_LENGTH = 6;

  private final List<String> texts;
  private final int shortest;

  public TokenTraces(AccessToken token) {
    Set<String> all = new TreeSet<>();
    all.add(token.value());
    var value = token.value().getBytes(ISO_8859_1);
    for (var before = 0; before < 3; before++) {
      var encoded = encoded(value, before);
      all.add(encoded);
      all.add(encoded.replace('+', '-').replace('/', '_'));
    }
    this.texts = List.copyOf(all);
    this.shortest = all.stream().mapToInt(String::length).min().orElseThrow();
  }

  /**
   * The characters of base64 that are made of the token alone.
   *
   * @param before bytes before it, beyond whole groups of three
   */
  private static String encoded(byte[] value, int before) {
    var bytes = new byte[before + value.length];
    System.arraycopy(value, 0, bytes, before, value.length);
    var encoded = Base64.getEncoder().encodeToString(bytes);
    return encoded.substring((before * 8 + 5) / 6, bytes.length * 8 / 6);
  }

  /** Whether a text gives the token away, escapes of JSON undone. */
  public boolean isIn(String text) {
    return isPlainlyIn(text) || text.contains(ESCAPE) && isPlainlyIn(withoutEscapes(text));
  }

  private boolean isPlainlyIn(String text) {
    if (text.length() < shortest) {
      return false;
    }
    for (var trace : texts) {
      if (text.contains(trace)) {
        return true;
      }
    }
    return false;
  }

  private static String withoutEscapes(String text) {
    var plain = new StringBuilder(text.length());
    var copied = 0;
    for (var at = text.indexOf(ESCAPE); at >= 0; at = text.indexOf(ESCAPE, copied)) {
      var end = Math.min(at + ESCAPE_LENGTH, text.length());
      plain.append(text, copied, at).append(character(text, at + ESCAPE.length(), end));
      copied = end;
    }
    return plain.append(text, copied, text.length()).toString();
  }

  private static char character(String text, int start, int end) {
    var code = 0;
    for (var place = start; place < end; place++) {
      code = code * 16 + Math.max(0, Character.digit(text.charAt(place), 16));
    }
    return (char) code;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "TokenTraces";
  }

  /** Follows one text as it comes. */
  public Trail trail() {
    return new Trail(texts);
  }

  /** How far the end of a text that is still coming agrees with the beginning of a trace. */
  public static final class Trail {
    private final List<String> texts;
    private final List<int[]> fallbacks;
    private final int[] matched;
    private boolean found;

    private Trail(List<String> texts) {
      this.texts = texts;
      this.fallbacks = texts.stream().map(Trail::fallbacks).toList();
      this.matched = new int[texts.size()];
    }

    /** As in the algorithm of Knuth, Morris and Pratt: a character is looked at once. */
    private static int[] fallbacks(String text) {
      var fallbacks = new int[text.length()];
      for (var place = 1; place < text.length(); place++) {
        fallbacks[place] = after(text, fallbacks, fallbacks[place - 1], text.charAt(place));
      }
      return fallbacks;
    }

    private static int after(String text, int[] fallbacks, int matched, char next) {
      var length = matched;
      while (length > 0 && text.charAt(length) != next) {
        length = fallbacks[length - 1];
      }
      return text.charAt(length) == next ? length + 1 : length;
    }

    public void add(String part) {
      for (var place = 0; place < part.length() && !found; place++) {
        add(part.charAt(place));
      }
    }

    private void add(char next) {
      for (var index = 0; index < matched.length; index++) {
        var text = texts.get(index);
        matched[index] = after(text, fallbacks.get(index), matched[index], next);
        found |= matched[index] == text.length();
        if (found) {
          return;
        }
      }
    }

    /** Whether the text gives the token away. */
    public boolean isFound() {
      return found;
    }

    /** How many characters at the end of the text may be the beginning of a trace. */
    public int begun() {
      var most = 0;
      for (var length : matched) {
        most = Math.max(most, length);
      }
      return most;
    }
  }
}
