package io.portcullis.constructs.policy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The three characters that one of some texts leaves in base64, wherever it stands in what is
 * encoded. A run without any of them holds none of the texts and need not be decoded: of a
 * package's classes, one run in three hundred is.
 */
final class EncodedTrace {
  private static final int LENGTH = 3;
  private static final int BITS = 6;
  private static final int MASK = (1 << LENGTH * BITS) - 1;

  private final BitSet traces;

  private EncodedTrace(BitSet traces) {
    this.traces = traces;
  }

  /**
   * @param texts of at least three characters of ASCII
   * @param depth how often a text may have been encoded
   */
  static EncodedTrace of(List<String> texts, int depth) {
    var traces = new BitSet(MASK + 1);
    var encoded = texts;
    for (var round = 0; round < depth; round++) {
      encoded = encoded.stream().flatMap(EncodedTrace::encoded).distinct().toList();
      encoded.forEach(text -> traces.set(beginning(text)));
    }
    return new EncodedTrace(traces);
  }

  /** Whether a run of characters of base64 can hold one of the texts. */
  boolean isIn(String text, int begin, int end) {
    var hash = 0;
    for (var i = begin; i < end; i++) {
      hash = next(hash, text.charAt(i));
      if (i - begin >= LENGTH - 1 && traces.get(hash)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What surely stands in the base64 of anything with the text in it: the text begins at the first,
   * the second or the third byte of a group, and the characters that it shares with what stands
   * before or after it are left out.
   */
  private static Stream<String> encoded(String text) {
    return IntStream.range(0, 3)
        .mapToObj(before -> encoded(text, before))
        .flatMap(EncodedTrace::inBothAlphabets);
  }

  private static String encoded(String text, int before) {
    var bytes = ("\0".repeat(before) + text).getBytes(StandardCharsets.US_ASCII);
    var first = (before * Byte.SIZE + BITS - 1) / BITS;
    var end = bytes.length * Byte.SIZE / BITS;
    return Base64.getEncoder().encodeToString(bytes).substring(first, end);
  }

  /** A text encoded again may be of either alphabet. */
  private static Stream<String> inBothAlphabets(String encoded) {
    return Stream.of(encoded, encoded.replace('+', '-').replace('/', '_'));
  }

  private static int beginning(String text) {
    return text.chars().limit(LENGTH).reduce(0, (hash, c) -> next(hash, (char) c));
  }

  /** Of the last three characters, of which this is the latest. */
  private static int next(int hash, char c) {
    return (hash << BITS | value(c)) & MASK;
  }

  /** The six bits that a character of either alphabet stands for. */
  private static int value(char c) {
    if (c >= 'a') {
      return c - 'a' + 26;
    }
    if (c == '_') {
      return 63;
    }
    if (c >= 'A') {
      return c - 'A';
    }
    if (c >= '0') {
      return c - '0' + 52;
    }
    return c == '/' ? 63 : 62;
  }
}
