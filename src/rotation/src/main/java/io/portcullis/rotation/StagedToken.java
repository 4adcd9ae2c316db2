package io.portcullis.rotation;

import io.portcullis.huggingface.AccessToken;
import java.util.Optional;

/**
 * The next token as an operator brings it: as a version labelled {@code STAGED}. Hugging Face has
 * no API that makes tokens of persons.
 */
final class StagedToken {
  private final SecretVersions versions;

  StagedToken(SecretVersions versions) {
    this.versions = versions;
  }

  /** The token that is to be rotated to. */
  SecretValue next(SecretVersion pending, SecretDescription secret) {
    var staged =
        valueWith(StagingLabel.STAGED, pending, secret)
            .orElseThrow(
                () ->
                    new RotationException(
                        "secret '%s' has no value under the label 'STAGED', put the new token there"
                                .formatted(pending.secretArn())
                            + " (put-secret-value --version-stages STAGED)"
                            + wayOut(pending)));
    if (valueWith(StagingLabel.CURRENT, pending, secret).filter(staged::equals).isPresent()) {
      throw new RotationException(
          "what secret '%s' has under the label 'STAGED' is the current value already,"
                  .formatted(pending.secretArn())
              + " put a new token there"
              + wayOut(pending));
    }
    if (AccessToken.parse(staged.text()).isEmpty()) {
      throw new RotationException(
          "what secret '%s' has under the label 'STAGED' must be a token: %s; put one there"
                  .formatted(pending.secretArn(), AccessToken.RULE)
              + wayOut(pending));
    }
    return staged;
  }

  /** Secrets Manager refuses to rotate while it sees the label on a version that is not current. */
  private static String wayOut(SecretVersion pending) {
    return ", take 'AWSPENDING' off version '%s' (update-secret-version-stage) and rotate again"
        .formatted(pending.versionId());
  }

  /** Takes the label off, unless an operator has brought yet another token meanwhile. */
  void release(SecretVersion promoted, SecretDescription secret) {
    secret
        .versionWith(StagingLabel.STAGED)
        .map(promoted::withId)
        .filter(staged -> versions.value(staged).equals(versions.value(promoted)))
        .ifPresent(staged -> versions.removeLabel(staged, StagingLabel.STAGED));
  }

  private Optional<SecretValue> valueWith(
      String label, SecretVersion version, SecretDescription secret) {
    return secret.versionWith(label).map(version::withId).flatMap(versions::value);
  }
}
