package io.portcullis.local.huggingface;

import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The access tokens that the stand-in accepts. */
public final class Tokens {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 34;

  private final SecureRandom random = new SecureRandom();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  /** A new token, accepted from now on: {@code hf_} and 34 random letters. */
  public String issue() {
    var token = new StringBuilder("hf_");
    for (int i = 0; i < LENGTH; i++) {
      token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    known.add(token.toString());
    return token.toString();
  }

  /** Rejects every token issued so far, until {@link #reinstate()}. */
  public void revokeAll() {
    revoked.addAll(known);
  }

  /** Rejects one token, until {@link #reinstate()}. */
  public void revoke(String token) {
    revoked.add(token);
  }

  /** Accepts every revoked token again. */
  public void reinstate() {
    revoked.clear();
  }

  boolean accepts(String authorization) {
    var token = authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
    return known.contains(token) && !revoked.contains(token);
  }

  @Override
  public String toString() {
    return known.size() + " tokens, " + revoked.size() + " revoked";
  }
}
