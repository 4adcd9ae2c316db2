package io.portcullis.redaction;

import java.util.Optional;

/** A private key in PEM, with its first and last line; one that is cut off counts to the end. */
final class PrivateKey implements Finder {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final int LONGEST_LABEL = 40;

  @Override
  public Optional<Hit> find(Text text, int place) {
    var behind = behindLabel(text, place);
    return behind < 0
        ? Optional.empty()
        : Optional.of(new Hit(place, end(text, behind), Kind.PRIVATE_KEY));
  }

  /** Behind {@code -----BEGIN … PRIVATE KEY}, or −1. */
  private static int behindLabel(Text text, int place) {
    if (!text.startsWith(BEGIN, place)) {
      return -1;
    }
    for (var label = place + BEGIN.length(); label < place + LONGEST_LABEL; label++) {
      if (text.startsWith("PRIVATE KEY", label)) {
        return label + "PRIVATE KEY".length();
      }
    }
    return -1;
  }

  private static int end(Text text, int from) {
    var place = from;
    while (place < text.length() && !endsString(text, place)) {
      if (text.startsWith(END, place)) {
        return endOfLine(text, place + END.length());
      }
      place++;
    }
    return place;
  }

  private static int endOfLine(Text text, int from) {
    var place = from;
    while (Characters.isUpper(text.at(place)) || text.at(place) == ' ') {
      place++;
    }
    while (text.at(place) == '-') {
      place++;
    }
    return place;
  }

  private static boolean endsString(Text text, int place) {
    return text.at(place) == '"' && (!text.isJson() || text.width(place) == 1);
  }
}
