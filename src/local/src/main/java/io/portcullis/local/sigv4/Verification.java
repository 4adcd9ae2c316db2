package io.portcullis.local.sigv4;

import io.portcullis.local.iam.AccessKey;

/** What became of a signature. */
public sealed interface Verification {
  /** The owner of the key signed the request. */
  record Signed(AccessKey key) implements Verification {}

  /**
   * It does not count.
   *
   * @param message for the caller, in AWS's words
   */
  record Refused(Reason reason, String message) implements Verification {}

  /** Why a signature does not count. */
  enum Reason {
    /** There is none. */
    MISSING,
    /** The key is not known. */
    UNKNOWN_KEY,
    /** It is older than five minutes. */
    EXPIRED,
    /** Anything else: it is in another form, of another scope, or of another request. */
    INVALID
  }
}
