package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** That the token is replaced before it is too old. It ages whether anybody calls or not. */
final class TokenAlarms {
  private TokenAlarms() {}

  static List<AlarmEntry> of(GatewayMetrics metrics, AlarmThresholds thresholds) {
    return Stream.of(
            metrics.tokenAge().map(metric -> expiring(metric, thresholds)),
            metrics.tokenAge().map(metric -> overdue(metric, thresholds)),
            metrics.rotationFailed().map(metric -> failed(metric, thresholds)),
            metrics.rotationErrors().map(metric -> errors(metric, thresholds)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static AlarmEntry expiring(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
            "TokenExpiring",
            metric,
            thresholds.tokenMaximumAge().minus(thresholds.tokenNotice()).toSeconds(),
            "The token reaches its maximum age soon. Stage a new one and rotate")
        .keptWithoutData();
  }

  private static AlarmEntry overdue(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
            "RotationOverdue",
            metric,
            thresholds.rotationOverdue().toSeconds(),
            "The token was not rotated when it was due. Look at the rotation function's log")
        .keptWithoutData();
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
}
