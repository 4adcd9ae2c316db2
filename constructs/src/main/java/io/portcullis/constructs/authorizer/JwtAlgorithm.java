package io.portcullis.constructs.authorizer;

/**
 * An algorithm that an issuer signs with (RFC 7518, RFC 8037). Each has a pair of keys; with a
 * shared one, whoever can verify a token could sign one as well.
 */
public enum JwtAlgorithm {
  RS256("RS256"),
  RS384("RS384"),
  RS512("RS512"),
  PS256("PS256"),
  PS384("PS384"),
  PS512("PS512"),
  ES256("ES256"),
  ES384("ES384"),
  ES512("ES512"),
  EDDSA("EdDSA");

  private final String word;

  JwtAlgorithm(String word) {
    this.word = word;
  }

  /** As a token's header names it. */
  public String word() {
    return word;
  }
}
