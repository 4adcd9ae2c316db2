package io.portcullis.proxy.identity;

/** Who calls, as API Gateway found out before it called this function. */
public sealed interface Caller {
  /**
   * Somebody with AWS credentials.
   *
   * @param userArn whose; it may be of one that no customer can name
   */
  record Signed(String userArn) implements Caller {}

  /**
   * Somebody with a token that the API's authorizer accepted.
   *
   * @param customer whose subject the token names
   */
  record Authorized(String customer) implements Caller {}

  /** Anybody: nothing asked who it is. */
  record Anonymous() implements Caller {}
}
