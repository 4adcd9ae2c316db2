package io.portcullis.rotation;

import java.util.Optional;

/** The stored versions of secrets. */
interface SecretVersions {
  SecretDescription describe(String secretArn);

  /** The value of a version, or nothing if it has none yet. */
  Optional<SecretValue> value(SecretVersion version);

  /**
   * Gives the pending version its value; a version that has another one keeps it, with an error.
   */
  void putPending(SecretVersion version, SecretValue value);

  /** Moves {@code AWSCURRENT} to a version, from the one that is current by now. */
  void makeCurrent(SecretVersion version, Optional<String> currentVersionId);

  /** Takes a staging label off a version. */
  void removeLabel(SecretVersion version, String label);
}
