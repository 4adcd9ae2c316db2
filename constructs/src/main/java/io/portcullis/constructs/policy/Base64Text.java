package io.portcullis.constructs.policy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a text says to whoever decodes it. */
final class Base64Text {
  /** Both alphabets; sixteen characters hold the shortest secret. */
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/_-]{16,}");

  /** Encoded twice is seen in Kubernetes and in CI variables, three times nowhere. */
  private static final int DEPTH = 2;

  private Base64Text() {}

  static Stream<String> in(String text) {
    return in(text, DEPTH);
  }

  private static Stream<String> in(String text, int depth) {
    return depth == 0
        ? Stream.empty()
        : RUN.matcher(text)
            .results()
            .flatMap(run -> decoded(run.group()))
            .flatMap(inner -> Stream.concat(Stream.of(inner), in(inner, depth - 1)));
  }

  /** The run may begin with characters that stand before the encoded text. */
  private static Stream<String> decoded(String run) {
    var standard = run.replace('-', '+').replace('_', '/');
    return IntStream.range(0, 4).mapToObj(standard::substring).map(Base64Text::decode);
  }

  private static String decode(String run) {
    var whole = run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run;
    return new String(Base64.getDecoder().decode(whole), StandardCharsets.ISO_8859_1);
  }
}
