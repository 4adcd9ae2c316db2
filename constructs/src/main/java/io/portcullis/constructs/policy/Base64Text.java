package io.portcullis.constructs.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a text says to whoever decodes it, as far as it can hold what is looked for. */
final class Base64Text {
  /** Characters that hold the shortest secret. */
  private static final int SHORTEST = 16;

  /** Encoded twice is seen in Kubernetes and in CI variables, three times nowhere. */
  private static final int DEPTH = 2;

  private final EncodedTrace trace;

  /**
   * @param lookedFor texts of at least three characters
   */
  Base64Text(List<String> lookedFor) {
    this.trace = EncodedTrace.of(lookedFor, DEPTH);
  }

  /** The texts in a text that are encoded once, and in those the ones that are again. */
  List<String> in(String text) {
    var texts = new ArrayList<String>();
    addTo(texts, text, DEPTH);
    return texts;
  }

  private void addTo(List<String> texts, String text, int depth) {
    for (var run : runs(text)) {
      for (var inner : decoded(run)) {
        texts.add(inner);
        if (depth > 1) {
          addTo(texts, inner, depth - 1);
        }
      }
    }
  }

  /** By hand: packages are large, and a regular expression takes longer than all else. */
  private List<String> runs(String text) {
    var runs = new ArrayList<String>();
    var begin = 0;
    for (var end = 0; end <= text.length(); end++) {
      if (end == text.length() || !isInAlphabet(text.charAt(end))) {
        if (end - begin >= SHORTEST && trace.isIn(text, begin, end)) {
          runs.add(text.substring(begin, end));
        }
        begin = end + 1;
      }
    }
    return runs;
  }

  /** Of both alphabets. */
  private static boolean isInAlphabet(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/'
        || c == '_'
        || c == '-';
  }

  /** The run may begin with characters that stand before the encoded text. */
  private static List<String> decoded(String run) {
    var standard = run.replace('-', '+').replace('_', '/');
    return List.of(
        decode(standard),
        decode(standard.substring(1)),
        decode(standard.substring(2)),
        decode(standard.substring(3)));
  }

  private static String decode(String run) {
    var whole = run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run;
    return new String(Base64.getDecoder().decode(whole), StandardCharsets.ISO_8859_1);
  }
}
