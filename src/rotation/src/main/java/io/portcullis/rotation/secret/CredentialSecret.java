package io.portcullis.rotation.secret;

import java.util.Optional;

/** The secret of the credential that tokens are made with. */
public interface CredentialSecret {
  String arn();

  /** Its current value, or nothing if it has none. */
  Optional<SecretValue> read();
}
