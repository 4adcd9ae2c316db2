package io.portcullis.local.secretsmanager;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a secret.
 *
 * @param value empty while a rotation has created the version and stored nothing yet
 */
record SecretVersion(String id, Optional<String> value, Instant created) {
  SecretVersion withValue(String text) {
    return new SecretVersion(id, Optional.of(text), created);
  }

  @Override
  public String toString() {
    return id;
  }
}
