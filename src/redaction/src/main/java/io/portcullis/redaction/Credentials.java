package io.portcullis.redaction;

import java.util.Optional;

/** What follows {@code Bearer} or {@code Basic}, wherever it stands. */
final class Credentials implements Finder {
  private static final int LEAST = 8;

  @Override
  public Optional<Hit> find(Text text, int place) {
    var bearer = named(text, place, "bearer");
    if (!bearer && !named(text, place, "basic")) {
      return Optional.empty();
    }
    var start = place + (bearer ? 6 : 5);
    var separator = start;
    // A space is a plus sign in a form.
    while (Characters.isSpace(text.at(start)) || bearer && text.at(start) == '+') {
      start++;
    }
    if (start == separator) {
      return Optional.empty();
    }
    var end = start;
    while (belongs(text.at(end))) {
      end++;
    }
    return end - start >= LEAST && (bearer || isPair(text, start, end))
        ? Optional.of(new Hit(start, end, Kind.BEARER))
        : Optional.empty();
  }

  /** Name and password with a colon between; "basic functions" are none. */
  private static boolean isPair(Text text, int start, int end) {
    for (var c : Base64Run.decoded(text, start, end)) {
      if (c == ':') {
        return true;
      }
    }
    return false;
  }

  private static boolean named(Text text, int place, String word) {
    for (var index = 0; index < word.length(); index++) {
      if (Characters.lower(text.at(place + index)) != word.charAt(index)) {
        return false;
      }
    }
    return true;
  }

  /** The alphabet of RFC 6750, "Authorization Request Header Field". */
  private static boolean belongs(char c) {
    return Characters.isBase64(c) || c == '.' || c == '~' || c == '=';
  }
}
