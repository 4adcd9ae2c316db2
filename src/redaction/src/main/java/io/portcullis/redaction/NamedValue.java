package io.portcullis.redaction;

import java.util.Optional;

/**
 * A secret that only its name gives away: {@code x-api-key: v}, {@code "apiKey":"v"}, {@code
 * {Authorization=[Foo v]}}. A name is found with any case, prefix, and hyphens or underscores; with
 * something behind it, such as {@code api_key_id}, it is another name.
 */
final class NamedValue implements Finder {
  private final Kind kind;
  private final String name;
  private final int least;

  /**
   * A name.
   *
   * @param name in small letters alone
   * @param least how long a value is at least
   */
  NamedValue(Kind kind, String name, int least) {
    this.kind = kind;
    this.name = name;
    this.least = least;
  }

  char first() {
    return name.charAt(0);
  }

  @Override
  public Optional<Hit> find(Text text, int place) {
    var behind = behindName(text, place);
    if (behind < 0) {
      return Optional.empty();
    }
    var start = value(text, behind);
    if (start < 0
        || text.startsWith(Kind.MARKER, start)
        || endsString(text, start) && !endsString(text, behind)) {
      // No value, one that is gone, or the end of the string that the name is in.
      return Optional.empty();
    }
    return Characters.isQuote(text.at(start))
        ? hit(start + 1, endOfQuoted(text, start))
        : unquoted(text, start);
  }

  private int behindName(Text text, int place) {
    var next = place;
    for (var index = 0; index < name.length(); index++, next++) {
      var c = text.at(next);
      if (index > 0 && (c == '-' || c == '_')) {
        c = text.at(++next);
      }
      if (Characters.lower(c) != name.charAt(index)) {
        return -1;
      }
    }
    return next;
  }

  /** Where the value begins, with its quote; none without a colon or an equals sign. */
  private static int value(Text text, int behindName) {
    var place = behindName;
    if (Characters.isQuote(text.at(place))) {
      place++;
    }
    place = behindSpaces(text, place);
    if (text.at(place) != ':' && text.at(place) != '=') {
      return -1;
    }
    place = behindSpaces(text, text.at(place + 1) == '>' ? place + 2 : place + 1);
    // The list of a header's values.
    return text.at(place) == '[' && !text.startsWith(Kind.MARKER, place)
        ? behindSpaces(text, place + 1)
        : place;
  }

  /** Pretty JSON has a space or two, nobody has many. */
  private static int behindSpaces(Text text, int from) {
    var place = from;
    while (place < from + 8 && Characters.isSpace(text.at(place))) {
      place++;
    }
    return place;
  }

  private static int endOfQuoted(Text text, int start) {
    var quote = text.at(start);
    var end = start + 1;
    while (end < text.length()
        && !(text.at(end) == quote && text.width(end) <= text.width(start))
        && !endsString(text, end)) {
      end++;
    }
    return end;
  }

  private Optional<Hit> unquoted(Text text, int start) {
    var end = start;
    while (!Characters.endsValue(text.at(end))) {
      end++;
    }
    if (isWord(text, start, end)) {
      return Optional.empty();
    }
    // A scheme, and what belongs to it up to the end of the line.
    return kind == Kind.BEARER && end > start && Characters.isSpace(text.at(end))
        ? hit(start, endOfScheme(text, end))
        : hit(start, end);
  }

  private static boolean isWord(Text text, int start, int end) {
    return switch (end - start) {
      case 4 -> text.startsWith("null", start) || text.startsWith("true", start);
      case 5 -> text.startsWith("false", start);
      default -> false;
    };
  }

  private static int endOfScheme(Text text, int from) {
    var start = behindSpaces(text, from);
    var end = start;
    while (!Characters.endsValue(text.at(end))) {
      end++;
    }
    // Another header follows in what Java prints of a map.
    return text.at(end) == ',' && !isList(text, start, end) ? end : endOfLine(text, end);
  }

  /** Whether there are several values, as in {@code Credential=…, SignedHeaders=…}. */
  private static boolean isList(Text text, int start, int end) {
    for (var place = start; place < end - 1; place++) {
      if (text.at(place) == '=' && text.at(place + 1) != '=') {
        return true;
      }
    }
    return false;
  }

  private static int endOfLine(Text text, int from) {
    var end = from;
    while (end < text.length()
        && text.at(end) != '\n'
        && text.at(end) != '}'
        && text.at(end) != ']'
        && !endsString(text, end)) {
      end += text.startsWith(Kind.MARKER, end) ? Kind.MARKER.length() : 1;
    }
    return end;
  }

  /** Nothing that is replaced may take the end of a string with it. */
  private static boolean endsString(Text text, int place) {
    return text.isJson() && text.at(place) == '"' && text.width(place) == 1;
  }

  private Optional<Hit> hit(int start, int end) {
    return end - start >= least ? Optional.of(new Hit(start, end, kind)) : Optional.empty();
  }
}
