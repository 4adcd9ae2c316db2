package io.portcullis.rotation.source;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.Revocation;
import io.portcullis.rotation.failure.HubFailure;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.secret.StagingLabel;

/** The value of a pending version, as the place of a token that was made a moment ago. */
final class PendingValue {
  private final SecretVersions versions;
  private final Revocation revocation;

  PendingValue(SecretVersions versions, Revocation revocation) {
    this.versions = versions;
    this.revocation = revocation;
  }

  /**
   * Stores a new token. If another run was quicker, its token stays, and this one, which nobody
   * will ever use, is ended.
   *
   * @return whether this one is stored
   */
  boolean put(SecretVersion pending, AccessToken made) {
    try {
      versions.putPending(pending, made);
      return true;
    } catch (RotationException e) {
      var stored = versions.value(pending).orElseThrow(() -> e);
      if (stored.text().equals(made.value())) {
        return true;
      }
      HubFailure.done("end a token that is not needed", revocation.revoke(made));
      return false;
    }
  }

  /** Lets the next rotation begin anew, with another version and another token. */
  String discard(SecretVersion refused) {
    versions.removeLabel(refused, StagingLabel.PENDING);
    return "; 'AWSPENDING' is taken off it, so that the next rotation makes another one";
  }
}
