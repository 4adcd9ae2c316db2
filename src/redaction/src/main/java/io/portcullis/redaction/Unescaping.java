package io.portcullis.redaction;

import java.util.Arrays;

/**
 * Undoes the escapes of JSON and of URLs, however often they were applied: {@code _} is {@code _}
 * as well as {@code %5F}, {@code %255F} and its {@code u}-escape behind any number of backslashes.
 * What comes out is only searched, and never printed.
 */
final class Unescaping {
  private final char[] source;
  private final char[] characters;
  private final int[] origins;
  private int count;

  Unescaping(char[] source) {
    this.source = source;
    this.characters = new char[source.length];
    this.origins = new int[source.length + 1];
  }

  Text text(Work work) {
    for (var place = 0; place < source.length; ) {
      place =
          switch (source[place]) {
            case '\\' -> behindBackslashes(place);
            case '%' -> behindPercent(place);
            default -> add(source[place], place, place + 1);
          };
    }
    origins[count] = source.length;
    return new Text(Arrays.copyOf(characters, count), Arrays.copyOf(origins, count + 1), work);
  }

  private int add(char character, int from, int behind) {
    characters[count] = character;
    origins[count++] = from;
    return behind;
  }

  private int behindBackslashes(int from) {
    var end = from;
    while (at(end) == '\\') {
      end++;
    }
    switch (at(end)) {
      case '"':
        // Of an even number each pair is a backslash, and the quote ends a string.
        return (end - from) % 2 == 1 ? add('"', from, end + 1) : add('\\', from, end);
      case 'u':
        var code = hex(end + 1, 4);
        return code >= 0 ? add((char) code, from, end + 5) : add('\\', from, end);
      case '/':
        return add('/', from, end + 1);
      case 'n', 'r':
        return add('\n', from, end + 1);
      case 'b', 'f', 't':
        return add('\t', from, end + 1);
      default:
        return add('\\', from, end);
    }
  }

  private int behindPercent(int from) {
    var digits = from + 1;
    while (at(digits) == '2' && at(digits + 1) == '5') {
      digits += 2;
    }
    var code = hex(digits, 2);
    return code >= 0 ? add((char) code, from, digits + 2) : add('%', from, digits);
  }

  private int hex(int from, int length) {
    var code = 0;
    for (var place = from; place < from + length; place++) {
      var digit = at(place) < 128 ? Character.digit(at(place), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }

  private char at(int place) {
    return place < source.length ? source[place] : 0;
  }
}
