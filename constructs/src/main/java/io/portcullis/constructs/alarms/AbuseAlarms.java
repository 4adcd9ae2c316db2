package io.portcullis.constructs.alarms;

import io.portcullis.constructs.customer.Customer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** That nobody tries what is not allowed, or takes more than a customer needs. */
final class AbuseAlarms {
  private static final int SECONDS = 300;

  private AbuseAlarms() {}

  static List<AlarmEntry> of(GatewayMetrics metrics, AlarmThresholds thresholds) {
    return Stream.of(
            metrics.firewallBlocks().stream().map(metric -> firewallBlocks(metric, thresholds)),
            metrics.refusedByLayer().entrySet().stream().map(layer -> refusals(layer, thresholds)),
            Optional.ofNullable(metrics.refusedByProxy().get("identity")).stream()
                .map(metric -> keyMismatches(metric, thresholds)),
            metrics.duplicates().stream().map(metric -> duplicates(metric, thresholds)),
            metrics.calls().entrySet().stream().map(calls -> scraping(calls, thresholds)))
        .flatMap(entries -> entries)
        .toList();
  }

  private static AlarmEntry firewallBlocks(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
        "FirewallBlocks",
        metric,
        thresholds.firewallBlocks(),
        "The firewall refuses many requests. Look at the rule and the address in its log");
  }

  private static AlarmEntry refusals(Map.Entry<String, Metric> layer, AlarmThresholds thresholds) {
    return AlarmEntry.of(
            "Refusals",
            layer.getValue(),
            thresholds.refusals(),
            "The layer '%s' refuses many requests. Look at 'refused_by' and 'source_ip' in the access log"
                .formatted(layer.getKey()))
        .about(layer.getKey());
  }

  private static AlarmEntry keyMismatches(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
        "KeyMismatches",
        metric,
        thresholds.keyMismatches(),
        "A key comes without its caller's identity, or from elsewhere. Look at 'api_key_id' and 'source_ip' in the access log");
  }

  private static AlarmEntry duplicates(Metric metric, AlarmThresholds thresholds) {
    return AlarmEntry.of(
        "Duplicates",
        metric,
        thresholds.duplicates(),
        "A client sends the same request again and again. Look at 'customer' of the code 'guard_duplicates' in the proxy's log");
  }

  private static AlarmEntry scraping(
      Map.Entry<Customer, Metric> calls, AlarmThresholds thresholds) {
    var allowed = calls.getKey().plan().rate() * SECONDS;
    return AlarmEntry.of(
            "Scraping",
            calls.getValue(),
            Math.max(1, Math.round(allowed * thresholds.callShare().doubleValue())),
            "A customer calls nearly as much as its plan allows. Look at its calls in the access log")
        .about(calls.getKey().name());
  }
}
