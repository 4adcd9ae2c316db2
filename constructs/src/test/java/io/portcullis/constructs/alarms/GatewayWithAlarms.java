package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** A stack with alarms on every metric, each named as its property. */
final class GatewayWithAlarms {
  static final Customer ACME = customer("acme", 5);
  static final Customer GLOBEX = customer("globex-labs", 2);

  final Stack stack =
      new Stack(
          new App(),
          "Test",
          StackProps.builder()
              .env(Environment.builder().account("111111111111").region("eu-west-1").build())
              .build());

  static GatewayMetrics.Builder metrics() {
    return GatewayMetrics.builder()
        .serverErrors(metric("serverErrors"))
        .upstreamFailures(metric("upstreamFailures"))
        .warming(metric("warming"))
        .breakerOpened(metric("breakerOpened"))
        .retryBudgetEmpty(metric("retryBudgetEmpty"))
        .quotaUnavailable(metric("quotaUnavailable"))
        .firstByte(metric("firstByte", "p99"))
        .total(metric("total", "p99"))
        .firewallBlocks(metric("firewallBlocks"))
        .refusedByLayer(ordered("network", metric("refusedNetwork"), "plan", metric("refusedPlan")))
        .refusedByProxy(ordered("identity", metric("proxyIdentity"), "token", metric("proxyToken")))
        .calls(ordered(ACME, metric("callsAcme"), GLOBEX, metric("callsGlobex")))
        .duplicates(metric("duplicates"))
        .quotaShare(
            ordered(ACME, metric("quotaAcme", "Maximum"), GLOBEX, metric("quotaGlobex", "Maximum")))
        .spendShare(metric("spendShare", "Maximum"))
        .tokenAge(metric("tokenAge", "Maximum"))
        .tokenTimeLeft(metric("tokenTimeLeft", "Minimum"))
        .previousTokenInUse(metric("previousTokenInUse", "Maximum"))
        .endpointExposed(metric("endpointExposed", "Maximum"))
        .currentUnverified(metric("currentUnverified", "Maximum"))
        .credentialAge(metric("credentialAge", "Maximum"))
        .rotationFailed(metric("rotationFailed"))
        .rotationErrors(metric("rotationErrors"))
        .throttles(metric("throttles"))
        .planThrottles(metric("planThrottles"))
        .concurrentExecutions(metric("concurrentExecutions", "Maximum"));
  }

  static Metric metric(String name) {
    return metric(name, "Sum");
  }

  static Customer customer(String name, int rate) {
    return Customer.builder()
        .name(name)
        .plan(new Plan("standard", rate, 10, 10_000))
        .sourceCidrs(List.of("203.0.113.0/24"))
        .build();
  }

  /** Alarms with every required property, for tests to vary. */
  GatewayAlarmsProps.Builder<GatewayAlarms> alarms() {
    return GatewayAlarms.Builder.create(stack, "Alarms").metrics(metrics().build());
  }

  GatewayAlarms alarms(AlarmThresholds.Builder thresholds) {
    return alarms().thresholds(thresholds.build()).build();
  }

  /** The only alarm on a metric, as the template shows it. */
  JsonNode alarmOn(String metric) {
    return alarmsOn(metric).get(0);
  }

  List<JsonNode> alarmsOn(String metric) {
    var alarms =
        Resources.of(stack).all("AWS::CloudWatch::Alarm").stream()
            .filter(alarm -> alarm.get("MetricName").textValue().equals(metric))
            .toList();
    assertThat(alarms).as("alarms on '%s'", metric).isNotEmpty();
    return alarms;
  }

  /** Whole, but for the topic that every alarm has. */
  void assertAlarm(String metric, String properties) {
    assertThat(alarmsOn(metric))
        .extracting(
            alarm -> {
              var shown = new HashMap<>(Json.json(alarm));
              shown.remove("AlarmActions");
              return shown;
            })
        .contains(new HashMap<>(Json.json(properties)));
  }

  private static Metric metric(String name, String statistic) {
    return Metric.Builder.create()
        .namespace("Test")
        .metricName(name)
        .statistic(statistic)
        .period(Duration.minutes(5))
        .build();
  }

  private static <K> Map<K, Metric> ordered(K first, Metric one, K second, Metric two) {
    var map = new LinkedHashMap<K, Metric>();
    map.put(first, one);
    map.put(second, two);
    return map;
  }
}
