package io.portcullis.rotation.watch;

import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.SecretDescription;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.secret.StagingLabel;

/** The current version of a secret and what it says. */
record CurrentToken(SecretDescription secret, SecretVersion version, SecretValue value) {

  static CurrentToken of(SecretVersions versions, String secretArn) {
    var secret = versions.describe(secretArn);
    var version =
        secret
            .versionWith(StagingLabel.CURRENT)
            .map(id -> new SecretVersion(secretArn, id))
            .orElseThrow(
                () ->
                    new RotationException(
                        "secret '%s' must have a current version".formatted(secretArn)));
    var value =
        versions
            .value(version)
            .orElseThrow(() -> new RotationException("%s must have a value".formatted(version)));
    return new CurrentToken(secret, version, value);
  }

  /** Whether nobody has brought the first token yet. */
  boolean isNoneYet() {
    return value.isEmptyMarker() && secret.versionWith(StagingLabel.VERIFIED).isEmpty();
  }

  /**
   * Whether a rotation has promoted it. A rotation that is promoting the pending version, which was
   * never current, has moved the label there already.
   */
  boolean isPromotedByRotation() {
    return secret
        .versionWith(StagingLabel.VERIFIED)
        .filter(
            id ->
                id.equals(version.versionId())
                    || secret.hasLabel(version.withId(id), StagingLabel.PENDING)
                        && secret.replacedLabelsOf(id).isEmpty())
        .isPresent();
  }
}
