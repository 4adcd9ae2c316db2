package io.portcullis.redaction;

import java.util.Optional;

/** An e-mail address, found by its {@code @}. */
final class Email implements Finder {
  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_DOMAIN = 253;

  @Override
  public Optional<Hit> find(Text text, int at) {
    var start = at;
    while (start > at - LONGEST_LOCAL_PART && isLocal(text.at(start - 1))) {
      start--;
    }
    var end = start < at ? endOfDomain(text, at + 1) : -1;
    return end < 0 ? Optional.empty() : Optional.of(new Hit(start, end, Kind.EMAIL));
  }

  /** Behind the last label, which has two letters at least; {@code module@25.0.1} is none. */
  private static int endOfDomain(Text text, int from) {
    var end = -1;
    var label = from;
    var onlyLetters = true;
    for (var place = from; place <= from + LONGEST_DOMAIN; place++) {
      var c = text.at(place);
      if (Characters.isAlphanumeric(c) || c == '-') {
        onlyLetters &= Characters.isLetter(c);
        continue;
      }
      if (place == label) {
        return end;
      }
      if (label > from && onlyLetters && place - label >= 2) {
        end = place;
      }
      if (c != '.') {
        return end;
      }
      label = place + 1;
      onlyLetters = true;
    }
    return end;
  }

  private static boolean isLocal(char c) {
    return Characters.isAlphanumeric(c) || c > 127 || "._+-'~".indexOf(c) >= 0;
  }
}
