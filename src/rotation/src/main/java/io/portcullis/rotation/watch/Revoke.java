package io.portcullis.rotation.watch;

import io.portcullis.rotation.check.TokenCheck;
import io.portcullis.rotation.check.Verdict;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.log.RotationMetric;
import io.portcullis.rotation.log.RunLine;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.secret.StagingLabel;

/**
 * Ends replaced tokens at once, whatever their grace and whoever uses them; for the hour in which
 * one has leaked.
 */
public final class Revoke {
  private final SecretVersions versions;
  private final TokenCheck check;
  private final Retirement retirement;

  public Revoke(SecretVersions versions, TokenCheck check, Retirement retirement) {
    this.versions = versions;
    this.check = check;
    this.retirement = retirement;
  }

  /**
   * What was done.
   *
   * @param version the one that was replaced last, or another one whose token has ended; the
   *     current one if there was nothing to retire
   */
  public record Result(boolean retired, SecretVersion version) {}

  /** Refuses while the current token does not work: a replaced one may have to do. */
  public Result run(String secretArn, RunLine run) {
    var current = CurrentToken.of(versions, secretArn);
    var replaced =
        current
            .secret()
            .versionWith(StagingLabel.PREVIOUS)
            .or(() -> current.secret().replacedVersions().stream().findFirst())
            .map(current.version()::withId);
    run.about(replaced.orElse(current.version()));
    demandThatItWorks(current);
    var retired = retirement.retire(secretArn, Grace.none());
    run.measure(RotationMetric.TOKENS_RETIRED.number(retired.number()));
    if (!retired.failures().isEmpty()) {
      throw retired.failures().get(0);
    }
    if (retired.isShared()) {
      throw new RotationException(
          "a replaced token of secret '%s' is current, pending or staged too; bring another token, rotate, and revoke again"
              .formatted(secretArn));
    }
    var ended = retired.versionIds().stream().map(current.version()::withId).toList();
    return replaced
        .filter(ended::contains)
        .or(() -> ended.stream().findFirst())
        .map(version -> new Result(true, version))
        .orElseGet(() -> new Result(false, current.version()));
  }

  private void demandThatItWorks(CurrentToken current) {
    var verdict = check.verdict(current.value());
    if (verdict instanceof Verdict.Passed) {
      return;
    }
    if (verdict instanceof Verdict.Unknown unknown) {
      throw new RotationException(
          "%s %s; revoke again later, or end the replaced token at Hugging Face"
              .formatted(current.version(), unknown.reason()));
    }
    var reason =
        verdict instanceof Verdict.Refused refused
            ? refused.reason()
            : ((Verdict.NotReady) verdict).reason();
    throw new RotationException(
        "%s, which is current, %s; bring another token first ('./portcullis token stage'), rotate, and revoke again"
            .formatted(current.version(), reason));
  }
}
