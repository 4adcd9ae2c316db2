package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * That the token is replaced in time, that no other one is in use, and that the endpoint wants one.
 * The watch looks every hour, whether anybody calls or not.
 */
final class TokenAlarms {
  /** A look that is late or fails is no reason to wake anybody; three in a row are. */
  private static final int LOOKS = 3;

  private TokenAlarms() {}

  static List<AlarmEntry> of(GatewayMetrics metrics, AlarmThresholds thresholds) {
    return Stream.of(
            metrics.tokenTimeLeft().map(metric -> expiring(metric, thresholds)),
            metrics.tokenAge().map(metric -> overdue(metric, thresholds)),
            metrics.rotationFailed().map(metric -> failed(metric, thresholds)),
            metrics.rotationErrors().map(metric -> errors(metric, thresholds)),
            metrics.previousTokenInUse().map(TokenAlarms::previousInUse),
            metrics.endpointExposed().map(TokenAlarms::exposed),
            metrics.currentUnverified().map(TokenAlarms::changed),
            metrics.credentialAge().map(metric -> credentialExpiring(metric, thresholds)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A token without end and without maximum age has no time left to measure. */
  private static AlarmEntry expiring(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
            "TokenExpiring",
            metric,
            thresholds.tokenNotice().toSeconds(),
            "The token expires soon, or must be replaced. Rotate to a new one")
        .fromAbove()
        .keptWithoutData();
  }

  private static AlarmEntry overdue(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
            "RotationOverdue",
            metric,
            thresholds.rotationOverdue().toSeconds(),
            "The token was not rotated when it was due, or nobody looks after it."
                + " Look at the rotation function's log")
        .inARow(LOOKS)
        .raisedWithoutData();
  }

  private static AlarmEntry failed(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
        "RotationFailed",
        metric,
        thresholds.rotationFailures(),
        "A rotation failed, the old token stays. Look at the rotation function's log");
  }

  private static AlarmEntry errors(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
        "RotationErrors",
        metric,
        thresholds.rotationFailures(),
        "The rotation function breaks off. Look at its log for a timeout or an exception");
  }

  private static AlarmEntry previousInUse(Metric metric) {
    return AlarmEntry.of(
            "PreviousTokenInUse",
            metric,
            1,
            "A replaced token outlived its time. Look at who still calls with it")
        .keptWithoutData();
  }

  private static AlarmEntry exposed(Metric metric) {
    return AlarmEntry.of(
            "EndpointExposed",
            metric,
            1,
            "The endpoint admits callers who should not pass. Look at its type at Hugging Face")
        .keptWithoutData();
  }

  private static AlarmEntry changed(Metric metric) {
    return AlarmEntry.of(
            "TokenChanged",
            metric,
            1,
            "The current token is one that no rotation made current, or no good any more."
                + " Look at who changed the secret")
        .keptWithoutData();
  }

  private static AlarmEntry credentialExpiring(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
            "CredentialExpiring",
            metric,
            thresholds.credentialMaximumAge().toSeconds(),
            "What tokens are made with was not replaced for long. Replace it")
        .keptWithoutData();
  }
}
