package io.portcullis.rotation.secret;

import static java.util.Objects.requireNonNull;

/**
 * One version of one secret.
 *
 * @param secretArn the secret's ARN
 * @param versionId the version's id; Secrets Manager calls it a client request token too
 */
public record SecretVersion(String secretArn, String versionId) {
  public SecretVersion {
    requireNonNull(secretArn, "'secretArn' is required");
    requireNonNull(versionId, "'versionId' is required");
  }

  /** Another version of the same secret. */
  public SecretVersion withId(String otherVersionId) {
    return new SecretVersion(secretArn, otherVersionId);
  }

  @Override
  public String toString() {
    return "version '%s' of secret '%s'".formatted(versionId, secretArn);
  }
}
