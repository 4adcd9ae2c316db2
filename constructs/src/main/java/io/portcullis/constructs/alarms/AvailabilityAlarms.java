package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** That callers get answers, and in time. */
final class AvailabilityAlarms {
  /** A slow call or two is no incident; a quarter of an hour of them is. */
  private static final int SLOW_PERIODS = 3;

  private AvailabilityAlarms() {}

  static List<AlarmEntry> of(GatewayMetrics metrics, AlarmThresholds thresholds) {
    return Stream.of(
            metrics
                .serverErrors()
                .map(
                    metric ->
                        AlarmEntry.of(
                            "ServerErrors",
                            metric,
                            thresholds.serverErrors(),
                            "Callers get server errors. Look at 'code' and 'layer' in the proxy's log")),
            metrics
                .upstreamFailures()
                .map(
                    metric ->
                        AlarmEntry.of(
                            "UpstreamFailures",
                            metric,
                            thresholds.upstreamFailures(),
                            "The endpoint fails. Look at its status and log at Hugging Face")),
            metrics
                .warming()
                .map(
                    metric ->
                        AlarmEntry.of(
                                "EndpointWarming",
                                metric,
                                1,
                                "The endpoint has been starting for long. Look at its replicas at Hugging Face")
                            .inARow(thresholds.warmingPeriods())),
            metrics
                .breakerOpened()
                .map(
                    metric ->
                        AlarmEntry.of(
                            "BreakerOpened",
                            metric,
                            thresholds.breakerOpened(),
                            "The proxy refuses calls, because the endpoint fails. Look at its status and log at Hugging Face")),
            metrics
                .retryBudgetEmpty()
                .map(
                    metric ->
                        AlarmEntry.of(
                            "RetryBudgetEmpty",
                            metric,
                            thresholds.retryBudgetEmpty(),
                            "The endpoint fails more calls than may be tried again. Look at 'code' and 'retries' in the proxy's log")),
            metrics
                .quotaUnavailable()
                .map(
                    metric ->
                        AlarmEntry.of(
                            "QuotaUnavailable",
                            metric,
                            thresholds.quotaUnavailable(),
                            "The table does not tell who has how much left. Look at its throttles and at the role's permissions")),
            metrics
                .firstByte()
                .map(
                    metric ->
                        AlarmEntry.of(
                                "SlowFirstByte",
                                metric,
                                thresholds.firstByte().toMilliseconds(),
                                "The endpoint is slow to begin an answer. Look at its load at Hugging Face")
                            .inARow(SLOW_PERIODS)),
            metrics
                .total()
                .map(
                    metric ->
                        AlarmEntry.of(
                                "SlowAnswers",
                                metric,
                                thresholds.total().toMilliseconds(),
                                "Answers take nearly as long as callers wait. Look at 'upstream_ms' in the proxy's log")
                            .inARow(SLOW_PERIODS)))
        .flatMap(Optional::stream)
        .toList();
  }
}
