package io.portcullis.stacks.token;

import java.util.List;
import java.util.Optional;

/**
 * Where the token of one environment is kept, and what replaces it. Every method throws {@link
 * CustodyException} if it cannot tell or do what it says.
 */
interface Custody {
  /**
   * ARN of the secret with what the function mints with; empty if an operator brings each token.
   */
  Optional<String> credential();

  /** The token's secret. */
  SecretState token();

  /** The secret at {@link #credential()}, of which no versions are told. */
  SecretState credentialState();

  /**
   * Stores the next token for the rotation to take.
   *
   * @return id of its version
   */
  String stage(String value);

  /**
   * Stores what the function mints with.
   *
   * @return id of its version
   */
  String storeCredential(String value);

  /** Begins a rotation whose version has this id. */
  void rotate(String versionId);

  /** Takes {@code AWSPENDING} off a version. */
  void clear(String versionId);

  /** Has the replaced token ended at once; true if there was one. */
  boolean revoke();

  /** What the function has logged of rotations lately, oldest first. */
  List<LogLine> steps();

  /** What it has logged when it last looked at the token. */
  Optional<LogLine> watch();
}
