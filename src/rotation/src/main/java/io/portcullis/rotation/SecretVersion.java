package io.portcullis.rotation;

import static java.util.Objects.requireNonNull;

/**
 * One version of one secret.
 *
 * @param secretArn the secret's ARN
 * @param versionId the version's id; Secrets Manager calls it a client request token too
 */
record SecretVersion(String secretArn, String versionId) {
  SecretVersion {
    requireNonNull(secretArn, "'SecretId' is required");
    requireNonNull(versionId, "'ClientRequestToken' is required");
  }

  /** Another version of the same secret. */
  SecretVersion withId(String otherVersionId) {
    return new SecretVersion(secretArn, otherVersionId);
  }

  @Override
  public String toString() {
    return "version '%s' of secret '%s'".formatted(versionId, secretArn);
  }
}
