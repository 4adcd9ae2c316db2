package io.portcullis.rotation.secret;

import io.portcullis.huggingface.AccessToken;
import java.util.Optional;

/** The stored versions of secrets. */
public interface SecretVersions {
  SecretDescription describe(String secretArn);

  /** The value of a version, or nothing if it has none yet. */
  Optional<SecretValue> value(SecretVersion version);

  /**
   * Gives the pending version its value; a version that has another one keeps it, with an error.
   */
  void putPending(SecretVersion version, AccessToken token);

  /**
   * Moves a staging label to a version.
   *
   * @param from the version that has it by now; with an error if another one has
   */
  void moveLabel(String label, Optional<String> from, SecretVersion to);

  /** Takes a staging label off a version. */
  void removeLabel(SecretVersion version, String label);
}
