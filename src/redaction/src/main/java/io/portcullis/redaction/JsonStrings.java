package io.portcullis.redaction;

/** Tells, from left to right, what of a line of JSON is inside a string. */
final class JsonStrings {
  private final String line;
  private int place;
  private boolean inside;

  JsonStrings(String line) {
    this.line = line;
  }

  /** Whether a place is inside a string; no place is before the last one. */
  boolean isInside(int asked) {
    while (place < asked) {
      var c = line.charAt(place);
      if (c == '"') {
        inside = !inside;
      } else if (c == '\\' && inside) {
        place++;
      }
      place++;
    }
    return inside;
  }
}
