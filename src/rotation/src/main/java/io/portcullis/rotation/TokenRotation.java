package io.portcullis.rotation;

import io.portcullis.rotation.check.TokenCheck;
import io.portcullis.rotation.check.Verdict;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.log.RotationMetric;
import io.portcullis.rotation.log.RunLine;
import io.portcullis.rotation.secret.SecretDescription;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.secret.StagingLabel;
import io.portcullis.rotation.source.TokenSource;
import io.portcullis.rotation.watch.EndpointExposure;

/**
 * Replaces the token step by step. Secrets Manager repeats steps and whole rotations, so every step
 * leaves finished work alone, wherever the one before it stopped.
 */
final class TokenRotation {
  private final SecretVersions versions;
  private final TokenSource source;
  private final TokenCheck check;
  private final EndpointExposure exposure;
  private final boolean endsReplaced;

  /**
   * The rotation of one secret.
   *
   * @param endsReplaced whether replaced tokens are ended some day, and remembered until then
   */
  TokenRotation(
      SecretVersions versions,
      TokenSource source,
      TokenCheck check,
      EndpointExposure exposure,
      boolean endsReplaced) {
    this.versions = versions;
    this.source = source;
    this.check = check;
    this.exposure = exposure;
    this.endsReplaced = endsReplaced;
  }

  /** Does one step for the version that Secrets Manager names. */
  StepResult run(RotationStep step, SecretVersion version, RunLine run) {
    var secret = versions.describe(version.secretArn());
    if (!secret.rotationEnabled()) {
      throw new RotationException(
          "rotation of secret '%s' must be enabled".formatted(version.secretArn()));
    }
    if (secret.hasLabel(version, StagingLabel.CURRENT)) {
      return step == RotationStep.FINISH_SECRET
          ? finishAgain(version, secret, run)
          : StepResult.ALREADY_CURRENT;
    }
    if (!secret.hasLabel(version, StagingLabel.PENDING)) {
      throw new RotationException("%s must be labelled 'AWSPENDING'".formatted(version));
    }
    return switch (step) {
      case CREATE_SECRET -> create(version, secret);
      case SET_SECRET -> StepResult.NOTHING_TO_SET;
      case TEST_SECRET -> test(version, run);
      case FINISH_SECRET -> finish(version, secret, run);
    };
  }

  private StepResult create(SecretVersion version, SecretDescription secret) {
    if (versions.value(version).isPresent()) {
      return StepResult.KEPT;
    }
    source.create(version, secret);
    return StepResult.CREATED;
  }

  private StepResult test(SecretVersion version, RunLine run) {
    var value = versions.value(version);
    value.ifPresent(present -> verifyPending(version, present, run));
    return value.isPresent() ? StepResult.ACCEPTED : StepResult.NOTHING_TO_TEST;
  }

  /** Verifies once more, so that no order of steps promotes what Hugging Face does not accept. */
  private StepResult finish(SecretVersion version, SecretDescription secret, RunLine run) {
    var value = demandValue(version);
    verifyPending(version, value, run);
    remember(version, secret, run);
    markVerified(version, secret);
    versions.moveLabel(StagingLabel.CURRENT, secret.versionWith(StagingLabel.CURRENT), version);
    source.promoted(version, secret);
    end(version);
    value.token().ifPresent(token -> exposure.measure(token, run));
    return StepResult.PROMOTED;
  }

  /** What a finish may have left to do, or somebody else who has made the version current. */
  private StepResult finishAgain(SecretVersion version, SecretDescription secret, RunLine run) {
    if (!secret.hasLabel(version, StagingLabel.VERIFIED)) {
      demandPassed(version, check.verdict(demandValue(version)), "", run);
      markVerified(version, secret);
    }
    source.promoted(version, secret);
    if (!secret.hasLabel(version, StagingLabel.PENDING)) {
      return StepResult.ALREADY_CURRENT;
    }
    end(version);
    return StepResult.PROMOTED;
  }

  /**
   * A version that was current once and is pending would bar the next rotation, and would look like
   * one that is about to be promoted. Secrets Manager takes a rotation without the label for done.
   */
  private void end(SecretVersion version) {
    versions.removeLabel(version, StagingLabel.PENDING);
  }

  /** The replaced version before the last is about to lose the one label that tells of it. */
  private void remember(SecretVersion version, SecretDescription secret, RunLine run) {
    var previous = secret.versionWith(StagingLabel.PREVIOUS).map(version::withId);
    if (!endsReplaced || previous.isEmpty() || previous.get().equals(version)) {
      return;
    }
    var label = StagingLabel.replaced(previous.get().versionId());
    if (secret.hasLabel(previous.get(), label)) {
      return;
    }
    if (secret.hasRoomForALabel()) {
      versions.moveLabel(label, secret.versionWith(label), previous.get());
    } else {
      forget(previous.get(), run);
    }
  }

  /** Only where its token ends all the same: no rotation fails over a token that is over soon. */
  private void forget(SecretVersion replaced, RunLine run) {
    var reason =
        "%s must keep a label until its token is ended, and the secret has no more of them: too many replaced tokens wait for their end"
            .formatted(replaced);
    if (source.needsItsVersions()) {
      throw new RotationException(
          reason + "; end them ('./portcullis token revoke') or wait for it, then rotate again");
    }
    run.remark(reason);
  }

  private void markVerified(SecretVersion version, SecretDescription secret) {
    if (!secret.hasLabel(version, StagingLabel.VERIFIED)) {
      versions.moveLabel(StagingLabel.VERIFIED, secret.versionWith(StagingLabel.VERIFIED), version);
    }
  }

  private SecretValue demandValue(SecretVersion version) {
    return versions
        .value(version)
        .orElseThrow(() -> new RotationException("%s must have a value".formatted(version)));
  }

  private void verifyPending(SecretVersion version, SecretValue value, RunLine run) {
    var verdict =
        source
            .tooOld(value)
            .<Verdict>map(Verdict.Refused::new)
            .orElseGet(() -> check.verdict(value));
    var remedy = verdict instanceof Verdict.Refused ? source.discard(version) : "";
    demandPassed(version, verdict, remedy, run);
  }

  private static void demandPassed(
      SecretVersion version, Verdict verdict, String remedy, RunLine run) {
    if (verdict instanceof Verdict.Refused refused) {
      throw new RotationException("%s %s%s".formatted(version, refused.reason(), remedy));
    }
    if (verdict instanceof Verdict.NotReady notReady) {
      throw new RotationException("%s %s, then rotate again".formatted(version, notReady.reason()));
    }
    if (verdict instanceof Verdict.Unknown unknown) {
      throw new RotationException("%s %s; rotate again later".formatted(version, unknown.reason()));
    }
    if (verdict instanceof Verdict.Passed passed && !passed.endpointAsked()) {
      run.measure(RotationMetric.ENDPOINT_UNCHECKED.once());
      run.remark("the endpoint itself was not asked: Hugging Face does not offer it");
    }
  }
}
