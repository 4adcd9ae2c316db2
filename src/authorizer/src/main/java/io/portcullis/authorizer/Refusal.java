package io.portcullis.authorizer;

/** Why a caller is not known. The client learns none of it; the log has the word. */
enum Refusal {
  AUTHORIZATION_MISSING("authorization_missing"),
  AUTHORIZATION_REPEATED("authorization_repeated"),
  AUTHORIZATION_SCHEME("authorization_scheme"),
  TOKEN_TOO_LARGE("token_too_large"),
  TOKEN_MALFORMED("token_malformed"),
  TOKEN_TYPE("token_type"),
  /** An algorithm that is not allowed, or none. */
  TOKEN_ALGORITHM("token_algorithm"),
  /** Header parameters that must be understood. */
  TOKEN_CRITICAL("token_critical"),
  ISSUER("issuer"),
  /** The issuer has no key that the token could be signed with. */
  KEY_UNKNOWN("key_unknown"),
  SIGNATURE("signature"),
  AUDIENCE("audience"),
  TOKEN_WITHOUT_EXPIRY("token_without_expiry"),
  TOKEN_EXPIRED("token_expired"),
  TOKEN_NOT_YET_VALID("token_not_yet_valid"),
  TOKEN_ISSUED_IN_FUTURE("token_issued_in_future"),
  SCOPE("scope"),
  SUBJECT_MALFORMED("subject_malformed"),
  /** A subject of no customer. */
  SUBJECT_UNKNOWN("subject_unknown"),
  /** A subject of two customers. */
  SUBJECT_AMBIGUOUS("subject_ambiguous");

  private final String word;

  Refusal(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
