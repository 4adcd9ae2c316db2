package io.portcullis.rotation;

/**
 * Replaces the token step by step. Secrets Manager repeats steps and whole rotations, so every step
 * leaves finished work alone, wherever the one before it stopped.
 */
final class TokenRotation {
  private final SecretVersions versions;
  private final StagedToken staged;
  private final TokenCheck check;

  TokenRotation(SecretVersions versions, StagedToken staged, TokenCheck check) {
    this.versions = versions;
    this.staged = staged;
    this.check = check;
  }

  /** Does one step for the version that Secrets Manager names. */
  StepResult run(RotationStep step, SecretVersion version) {
    var secret = versions.describe(version.secretArn());
    if (!secret.rotationEnabled()) {
      throw new RotationException(
          "rotation of secret '%s' must be enabled".formatted(version.secretArn()));
    }
    if (secret.hasLabel(version, StagingLabel.CURRENT)) {
      if (step == RotationStep.FINISH_SECRET) {
        staged.release(version, secret);
      }
      return StepResult.ALREADY_CURRENT;
    }
    if (!secret.hasLabel(version, StagingLabel.PENDING)) {
      throw new RotationException("%s must be labelled 'AWSPENDING'".formatted(version));
    }
    return switch (step) {
      case CREATE_SECRET -> create(version, secret);
      case SET_SECRET -> StepResult.NOTHING_TO_SET;
      case TEST_SECRET -> test(version);
      case FINISH_SECRET -> finish(version, secret);
    };
  }

  private StepResult create(SecretVersion version, SecretDescription secret) {
    if (versions.value(version).isPresent()) {
      return StepResult.KEPT;
    }
    versions.putPending(version, staged.next(version, secret));
    return StepResult.CREATED;
  }

  private StepResult test(SecretVersion version) {
    var value = versions.value(version);
    value.ifPresent(present -> check.verify(version, present));
    return value.isPresent() ? StepResult.ACCEPTED : StepResult.NOTHING_TO_TEST;
  }

  /** Verifies once more, so that no order of steps promotes what the Hub does not accept. */
  private StepResult finish(SecretVersion version, SecretDescription secret) {
    var value =
        versions
            .value(version)
            .orElseThrow(() -> new RotationException("%s must have a value".formatted(version)));
    check.verify(version, value);
    versions.makeCurrent(version, secret.versionWith(StagingLabel.CURRENT));
    staged.release(version, secret);
    return StepResult.PROMOTED;
  }
}
