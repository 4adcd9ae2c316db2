package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** That there is room for every call. */
final class CapacityAlarms {
  private CapacityAlarms() {}

  static List<AlarmEntry> of(GatewayMetrics metrics, AlarmThresholds thresholds) {
    return Stream.concat(
            quotaShares(metrics, thresholds),
            gateway(metrics, thresholds).flatMap(Optional::stream))
        .toList();
  }

  private static Stream<AlarmEntry> quotaShares(
      GatewayMetrics metrics, AlarmThresholds thresholds) {
    return metrics.quotaShare().entrySet().stream()
        .map(
            share ->
                AlarmEntry.of(
                        "QuotaShare",
                        share.getValue(),
                        percent(thresholds.quotaShare()),
                        "A customer has used nearly all that its plan holds it to. Look at its calls and tokens in the proxy's log")
                    .about(share.getKey().name()));
  }

  private static long percent(Number share) {
    return Math.round(share.doubleValue() * 100);
  }

  private static Stream<Optional<AlarmEntry>> gateway(
      GatewayMetrics metrics, AlarmThresholds thresholds) {
    return Stream.of(
        metrics
            .spendShare()
            .map(
                metric ->
                    AlarmEntry.of(
                        "SpendShare",
                        metric,
                        percent(thresholds.spendShare()),
                        "Customers together have spent nearly all that they may. Look at 'input_tokens' and 'output_tokens' by customer in the proxy's log")),
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
                        "The proxy nearly uses up its concurrency. Look at how long calls take and who makes them")));
  }
}
