package io.portcullis.rotation.watch;

import io.portcullis.rotation.check.TokenCheck;
import io.portcullis.rotation.check.Verdict;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.log.RotationMetric;
import io.portcullis.rotation.log.RunLine;
import io.portcullis.rotation.secret.SecretVersions;
import io.portcullis.rotation.source.Credential;
import io.portcullis.rotation.source.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks after the token between rotations: verifies it, measures it, retires what it replaced. */
public final class Watch {
  private final SecretVersions versions;
  private final TokenSource source;
  private final TokenCheck check;
  private final EndpointExposure exposure;
  private final Retirement retirement;
  private final Optional<Credential> credential;
  private final Duration grace;
  private final Optional<Duration> maximumAge;
  private final InstantSource clock;

  public Watch(
      SecretVersions versions,
      TokenSource source,
      TokenCheck check,
      EndpointExposure exposure,
      Retirement retirement,
      Optional<Credential> credential,
      Duration grace,
      Optional<Duration> maximumAge,
      InstantSource clock) {
    this.versions = versions;
    this.source = source;
    this.check = check;
    this.exposure = exposure;
    this.retirement = retirement;
    this.credential = credential;
    this.grace = grace;
    this.maximumAge = maximumAge;
    this.clock = clock;
  }

  /** Does all it can, measures it, and fails at its end if there is something to be repeated. */
  public void run(String secretArn, RunLine run) {
    var current = CurrentToken.of(versions, secretArn);
    run.about(current.version());
    var failures = new ArrayList<RotationException>();
    measureAge(current, run);
    if (current.isNoneYet()) {
      run.remark("nobody has brought the first token yet");
      run.measure(RotationMetric.CURRENT_UNVERIFIED.whether(false));
    } else {
      failures.addAll(lookAfter(current, run));
    }
    measureCredential(run).ifPresent(failures::add);
    if (!failures.isEmpty()) {
      throw new RotationException(
          String.join("; ", failures.stream().map(Throwable::getMessage).distinct().toList()));
    }
  }

  private List<RotationException> lookAfter(CurrentToken current, RunLine run) {
    var failures = new ArrayList<RotationException>();
    var verdict = check.verdict(current.value());
    verify(current, verdict, run).ifPresent(failures::add);
    measureTimeLeft(current, verdict, run);
    current.value().token().ifPresent(token -> exposure.measure(token, run));
    failures.addAll(retire(current, verdict, run));
    return failures;
  }

  private Optional<RotationException> verify(CurrentToken current, Verdict verdict, RunLine run) {
    var byRotation = current.isPromotedByRotation();
    if (!byRotation) {
      run.remark("%s was made current by somebody else".formatted(current.version()));
    }
    if (verdict instanceof Verdict.Unknown unknown) {
      if (!byRotation) {
        run.measure(RotationMetric.CURRENT_UNVERIFIED.whether(true));
      }
      return Optional.of(
          new RotationException("%s %s".formatted(current.version(), unknown.reason())));
    }
    if (verdict instanceof Verdict.Passed passed) {
      run.measure(RotationMetric.CURRENT_UNVERIFIED.whether(!byRotation));
      if (!passed.endpointAsked()) {
        run.measure(RotationMetric.ENDPOINT_UNCHECKED.once());
      }
      return Optional.empty();
    }
    run.measure(RotationMetric.CURRENT_UNVERIFIED.whether(true));
    var reason =
        verdict instanceof Verdict.Refused refused
            ? refused.reason()
            : ((Verdict.NotReady) verdict).reason();
    run.remark("%s %s; bring another token and rotate".formatted(current.version(), reason));
    return Optional.empty();
  }

  private void measureAge(CurrentToken current, RunLine run) {
    var age = Duration.between(current.value().createdAt(), clock.instant());
    run.measure(RotationMetric.TOKEN_AGE.seconds(age));
  }

  private void measureTimeLeft(CurrentToken current, Verdict verdict, RunLine run) {
    var now = clock.instant();
    var createdAt = current.value().createdAt();
    var expiresAt =
        (verdict instanceof Verdict.Passed passed ? passed.expiresAt() : Optional.<Instant>empty())
            .or(() -> source.endOf(current.value()));
    Stream.of(expiresAt, maximumAge.map(createdAt::plus))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .ifPresent(
            end -> run.measure(RotationMetric.TOKEN_TIME_LEFT.seconds(Duration.between(now, end))));
  }

  private Optional<RotationException> measureCredential(RunLine run) {
    try {
      credential
          .flatMap(Credential::createdAt)
          .map(createdAt -> Duration.between(createdAt, clock.instant()))
          .ifPresent(age -> run.measure(RotationMetric.CREDENTIAL_AGE.seconds(age)));
      return Optional.empty();
    } catch (RotationException e) {
      return Optional.of(e);
    }
  }

  /** Retires nothing while the current token does not work: a replaced one may have to do. */
  private List<RotationException> retire(CurrentToken current, Verdict verdict, RunLine run) {
    var secret = current.secret();
    if (grace.isZero()) {
      return List.of();
    }
    var now = new Grace(grace, clock.instant());
    var late = !secret.replacedVersions().isEmpty() && now.isTwiceOver(secret.lastChangedAt());
    if (!(verdict instanceof Verdict.Passed)) {
      run.measure(RotationMetric.PREVIOUS_TOKEN_IN_USE.whether(late));
      return List.of();
    }
    var retired = retirement.retire(current.version().secretArn(), now);
    var failures = retired.failures();
    run.measure(RotationMetric.TOKENS_RETIRED.number(retired.number()));
    run.measure(
        RotationMetric.PREVIOUS_TOKEN_IN_USE.whether(
            retired.hasOutlived() || late && !failures.isEmpty()));
    return failures;
  }
}
