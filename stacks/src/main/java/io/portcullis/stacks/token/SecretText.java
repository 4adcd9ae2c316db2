package io.portcullis.stacks.token;

import java.util.regex.Pattern;

/** What an operator brings, as far as its form can tell whether it is right. */
final class SecretText {
  private static final Pattern TOKEN = Pattern.compile("hf_[A-Za-z0-9_.-]{16,4093}");
  private static final Pattern CREDENTIAL = Pattern.compile("[!-~]{8,4096}");

  private SecretText() {}

  /** A token, without the end of its line. */
  static String token(String text) {
    return checked(
        text,
        TOKEN,
        "'hf_' followed by 16 to 4093 letters, digits, '_', '.' or '-', without spaces");
  }

  /** A service account administrator's token, or the client secret of an OAuth application. */
  static String credential(String text) {
    return checked(text, CREDENTIAL, "8 to 4096 letters, digits and signs, without spaces");
  }

  /** The value is in no message, however wrong it is: it may be the right one of something else. */
  private static String checked(String text, Pattern shape, String rule) {
    var line = text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text;
    if (line.endsWith("\n")) {
      line = line.substring(0, line.length() - 1);
    }
    if (line.isEmpty()) {
      throw new CustodyException("nothing was entered, nothing is stored");
    }
    if (line.contains("\n") || line.contains("\r")) {
      throw new CustodyException("the value must be one line, got several; nothing is stored");
    }
    if (!shape.matcher(line).matches()) {
      throw new CustodyException("the value must be %s; nothing is stored".formatted(rule));
    }
    return line;
  }
}
