package io.portcullis.redaction;

/** Classes of characters; all are of ASCII. */
final class Characters {
  private static final int UPPER = 1;
  private static final int LOWER = 2;
  private static final int DIGIT = 4;
  private static final int URL_SIGN = 8;
  private static final int SIGN = 16;
  private static final int END = 32;

  private static final int LETTER = UPPER | LOWER;
  private static final int ALPHANUMERIC = LETTER | DIGIT;
  private static final int BASE64_URL = ALPHANUMERIC | URL_SIGN;
  private static final int BASE64 = BASE64_URL | SIGN;

  private static final byte[] CLASSES = classes();

  private Characters() {}

  private static byte[] classes() {
    var classes = new byte[128];
    for (var c = 0; c <= ' '; c++) {
      classes[c] = END;
    }
    mark(classes, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", UPPER);
    mark(classes, "abcdefghijklmnopqrstuvwxyz", LOWER);
    mark(classes, "0123456789", DIGIT);
    mark(classes, "-_", URL_SIGN);
    mark(classes, "+/", SIGN);
    mark(classes, "\"',;&(){}[]<>`", END);
    return classes;
  }

  private static void mark(byte[] classes, String characters, int type) {
    for (var index = 0; index < characters.length(); index++) {
      classes[characters.charAt(index)] = (byte) type;
    }
  }

  private static boolean is(char c, int types) {
    return c < 128 && (CLASSES[c] & types) != 0;
  }

  static boolean isDigit(char c) {
    return is(c, DIGIT);
  }

  static boolean isUpper(char c) {
    return is(c, UPPER);
  }

  static boolean isLetter(char c) {
    return is(c, LETTER);
  }

  static boolean isAlphanumeric(char c) {
    return is(c, ALPHANUMERIC);
  }

  static boolean isBase64Url(char c) {
    return is(c, BASE64_URL);
  }

  static boolean isBase64(char c) {
    return is(c, BASE64);
  }

  /** Whether an unquoted value ends here, in any of the forms that values are printed in. */
  static boolean endsValue(char c) {
    return is(c, END);
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  static char lower(char c) {
    return isUpper(c) ? (char) (c + 32) : c;
  }

  /** What a character of either base64 stands for. */
  static int base64(char c) {
    if (isUpper(c)) {
      return c - 'A';
    }
    if (isLetter(c)) {
      return c - 'a' + 26;
    }
    if (isDigit(c)) {
      return c - '0' + 52;
    }
    return c == '+' || c == '-' ? 62 : 63;
  }
}
