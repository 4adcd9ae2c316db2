package io.portcullis.redaction;

import java.util.Optional;

/**
 * A JSON Web Token, signed or encrypted: three or five parts in base64url, of which the first
 * begins as an object does. One that is cut off behind its claims counts as well. Found by its
 * first dot, so that a long part is looked through once.
 */
final class Jwt implements Finder {
  private static final String OBJECT = "eyJ";

  /** Characters of the shortest header, <code>{"alg":"x"}</code>. */
  private static final int SHORTEST_HEADER = 15;

  private static final int PARTS_BEHIND_HEADER = 4;

  @Override
  public Optional<Hit> find(Text text, int dot) {
    var start = header(text, dot);
    if (start < 0) {
      return Optional.empty();
    }
    var claims = text.startsWith(OBJECT, dot + 1);
    var end = dot;
    var parts = 0;
    while (parts < PARTS_BEHIND_HEADER && text.at(end) == '.') {
      end = endOfPart(text, end + 1);
      parts++;
    }
    return claims || parts >= 2 ? Optional.of(new Hit(start, end, Kind.JWT)) : Optional.empty();
  }

  /** The first place of the part before the dot at which a header may begin, or −1. */
  private static int header(Text text, int dot) {
    var start = -1;
    for (var place = dot - 1; Characters.isBase64Url(text.at(place)); place--) {
      if (dot - place >= SHORTEST_HEADER
          && text.at(place) == 'e'
          && text.startsWith(OBJECT, place)) {
        start = place;
      }
    }
    return start;
  }

  private static int endOfPart(Text text, int place) {
    var end = place;
    while (Characters.isBase64Url(text.at(end))) {
      end++;
    }
    return end;
  }
}
