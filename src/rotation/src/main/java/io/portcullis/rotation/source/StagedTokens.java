package io.portcullis.rotation.source;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.SecretDescription;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.secret.StagingLabel;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens as an operator brings them: as a version labelled {@code STAGED}. Hugging Face has no API
 * that makes tokens of persons.
 */
public final class StagedTokens implements TokenSource {
  private final SecretVersions versions;

  public StagedTokens(SecretVersions versions) {
    this.versions = versions;
  }

  @Override
  public void create(SecretVersion pending, SecretDescription secret) {
    versions.putPending(pending, next(pending, secret));
  }

  private AccessToken next(SecretVersion pending, SecretDescription secret) {
    var staged =
        valueWith(StagingLabel.STAGED, pending, secret)
            .orElseThrow(
                () ->
                    new RotationException(
                        "secret '%s' has no value under the label 'STAGED', put the new token there"
                                .formatted(pending.secretArn())
                            + " (./portcullis token stage)"
                            + wayOut(pending)));
    if (valueWith(StagingLabel.CURRENT, pending, secret)
        .filter(staged::saysTheSameAs)
        .isPresent()) {
      throw new RotationException(
          "what secret '%s' has under the label 'STAGED' is the current value already,"
                  .formatted(pending.secretArn())
              + " put a new token there"
              + wayOut(pending));
    }
    return staged
        .token()
        .orElseThrow(
            () ->
                new RotationException(
                    "what secret '%s' has under the label 'STAGED' must be a token: %s; put one there"
                            .formatted(pending.secretArn(), AccessToken.RULE)
                        + wayOut(pending)));
  }

  /** Secrets Manager refuses to rotate while it sees the label on a version that is not current. */
  private static String wayOut(SecretVersion pending) {
    return ", take 'AWSPENDING' off version '%s' (update-secret-version-stage) and rotate again"
        .formatted(pending.versionId());
  }

  /** Leaves the version as it is: only an operator has another token. */
  @Override
  public String discard(SecretVersion refused) {
    return "; take 'AWSPENDING' off it (update-secret-version-stage), put another token under 'STAGED' and rotate again";
  }

  /** Takes the label off, unless an operator has brought yet another token meanwhile. */
  @Override
  public void promoted(SecretVersion promoted, SecretDescription secret) {
    var staged = secret.versionWith(StagingLabel.STAGED).map(promoted::withId);
    if (staged.isPresent() && saysTheSame(staged.get(), promoted)) {
      versions.removeLabel(staged.get(), StagingLabel.STAGED);
    }
  }

  /** Its value is all that is known of a token. */
  @Override
  public boolean needsItsVersions() {
    return true;
  }

  @Override
  public Optional<Instant> endOf(SecretValue value) {
    return Optional.empty();
  }

  @Override
  public Optional<String> tooOld(SecretValue pending) {
    return Optional.empty();
  }

  private boolean saysTheSame(SecretVersion one, SecretVersion other) {
    var value = versions.value(one);
    return value.isPresent()
        && versions.value(other).filter(value.get()::saysTheSameAs).isPresent();
  }

  private Optional<SecretValue> valueWith(
      String label, SecretVersion version, SecretDescription secret) {
    return secret.versionWith(label).map(version::withId).flatMap(versions::value);
  }
}
