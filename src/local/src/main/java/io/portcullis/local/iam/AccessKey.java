package io.portcullis.local.iam;

import java.security.SecureRandom;

/**
 * The key that a principal signs with. Its id begins with {@code LOCAL}, so that nobody takes it
 * for a key of AWS.
 */
public record AccessKey(String id, String secret, Principal principal) {
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String LETTERS = CAPITALS + "abcdefghijklmnopqrstuvwxyz0189";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new key, in the form of AWS: twenty characters and forty. */
  public static AccessKey create(Principal principal) {
    return new AccessKey("LOCAL" + random(CAPITALS, 15), random(LETTERS, 40), principal);
  }

  private static String random(String letters, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(RANDOM.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return id + " of " + principal.arn();
  }
}
