package io.portcullis.redaction;

import java.util.Optional;

/** A token that its first characters give away. */
final class Prefixed implements Finder {
  private final Kind kind;
  private final String prefix;
  private final String alphabet;
  private final int least;

  /**
   * A token with a prefix.
   *
   * @param alphabet what its other characters may be beside letters and digits
   * @param least how many characters follow the prefix
   */
  Prefixed(Kind kind, String prefix, String alphabet, int least) {
    this.kind = kind;
    this.prefix = prefix;
    this.alphabet = alphabet;
    this.least = least;
  }

  char first() {
    return prefix.charAt(0);
  }

  @Override
  public Optional<Hit> find(Text text, int place) {
    if (!text.startsWith(prefix, place)) {
      return Optional.empty();
    }
    var start = place + prefix.length();
    var end = start;
    while (belongs(text.at(end))) {
      end++;
    }
    return end - start >= least ? Optional.of(new Hit(place, end, kind)) : Optional.empty();
  }

  private boolean belongs(char c) {
    return Characters.isAlphanumeric(c) || alphabet.indexOf(c) >= 0;
  }
}
