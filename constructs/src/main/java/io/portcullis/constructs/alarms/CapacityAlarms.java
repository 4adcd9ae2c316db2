package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** That there is room for every call. */
final class CapacityAlarms {
  private CapacityAlarms() {}

  static List<AlarmEntry> of(GatewayMetrics metrics, AlarmThresholds thresholds) {
    return Stream.of(
            metrics
                .throttles()
                .map(
                    metric ->
                        AlarmEntry.of(
                            "ProxyThrottled",
                            metric,
                            thresholds.throttles(),
                            "Lambda turns calls away. Look at the concurrency of the account and of the proxy")),
            metrics
                .planThrottles()
                .map(
                    metric ->
                        AlarmEntry.of(
                            "PlanThrottled",
                            metric,
                            thresholds.planThrottles(),
                            "Customers call more than their plans allow. Look at 'api_key_id' of the status 429 in the access log")),
            metrics
                .concurrentExecutions()
                .map(
                    metric ->
                        AlarmEntry.of(
                            "HighConcurrency",
                            metric,
                            thresholds.concurrentExecutions(),
                            "The proxy nearly uses up its concurrency. Look at how long calls take and who makes them")))
        .flatMap(Optional::stream)
        .toList();
  }
}
