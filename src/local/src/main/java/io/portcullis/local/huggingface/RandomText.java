package io.portcullis.local.huggingface;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Texts that nobody guesses. */
final class RandomText {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID_BYTES = 12;

  private final SecureRandom random = new SecureRandom();

  String letters(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** An id as the Hub's: 24 hexadecimal digits. */
  String id() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
