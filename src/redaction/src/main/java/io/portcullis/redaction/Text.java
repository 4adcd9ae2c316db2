package io.portcullis.redaction;

/** A text as its last reader sees it, without escapes, and where each character came from. */
final class Text {
  private static final int[] AS_IT_IS = {};

  private final char[] characters;
  private final int[] origins;
  private final boolean json;
  private final Work work;

  /**
   * A text of which every character has its place.
   *
   * @param origins where each character begins in the source, and where the last one ends
   */
  Text(char[] characters, int[] origins, Work work) {
    this.characters = characters;
    this.origins = origins;
    this.work = work;
    this.json = startsAsObject();
  }

  /** The text itself; escapes count as what they stand for. */
  static Text of(char[] source, Work work) {
    for (var c : source) {
      if (c == '\\' || c == '%') {
        return new Unescaping(source).text(work);
      }
    }
    return new Text(source, AS_IT_IS, work);
  }

  private boolean startsAsObject() {
    var brace = behindSpaces(0);
    return brace < characters.length
        && characters[brace] == '{'
        && behindSpaces(brace + 1) < characters.length
        && characters[behindSpaces(brace + 1)] == '"';
  }

  private int behindSpaces(int from) {
    var place = from;
    while (place < characters.length && characters[place] <= ' ') {
      place++;
    }
    return place;
  }

  /** The character at a place; NUL before the text and behind it. */
  char at(int place) {
    work.look();
    return place < 0 || place >= characters.length ? 0 : characters[place];
  }

  int length() {
    return characters.length;
  }

  /** Whether it may be an object of JSON, whose strings must stay whole. */
  boolean isJson() {
    return json;
  }

  /** Where a place is in the source. */
  int origin(int place) {
    return origins.length == 0 ? place : origins[place];
  }

  /** How many characters of the source stand for one. */
  int width(int place) {
    return origin(place + 1) - origin(place);
  }

  boolean startsWith(String prefix, int place) {
    for (var index = 0; index < prefix.length(); index++) {
      if (at(place + index) != prefix.charAt(index)) {
        return false;
      }
    }
    return true;
  }

  Work work() {
    return work;
  }
}
