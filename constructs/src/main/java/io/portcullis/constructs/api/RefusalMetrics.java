package io.portcullis.constructs.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Unit;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.JsonPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * Counts in the access log what API Gateway refuses, since its own metrics know no layers. Every
 * metric is told apart by the id of its API.
 */
final class RefusalMetrics extends Construct {
  /** Beside {@code Portcullis}, whose metrics are those of functions. */
  private static final String NAMESPACE = "Portcullis/Api";

  /** The firewall counts itself, and what the guard refuses is a server error. */
  private static final Set<String> COUNTED_ELSEWHERE = Set.of("firewall", "guard");

  private final List<Refusal> refusals;
  private final RestApi api;
  private final ILogGroup accessLog;
  private final Map<String, Metric> refusedByLayer;
  private final Metric throttled;

  RefusalMetrics(
      Construct scope, String id, RestApi api, ILogGroup accessLog, List<Refusal> refusals) {
    super(scope, id);
    this.refusals = List.copyOf(refusals);
    this.api = api;
    this.accessLog = accessLog;
    refusedByLayer = refusedByLayer();
    throttled = metric("Throttled", Refusal::isThrottling);
  }

  Map<String, Metric> getRefusedByLayer() {
    return refusedByLayer;
  }

  Metric getThrottled() {
    return throttled;
  }

  private Map<String, Metric> refusedByLayer() {
    var metrics = new LinkedHashMap<String, Metric>();
    refusals.stream()
        .map(Refusal::layer)
        .filter(layer -> !COUNTED_ELSEWHERE.contains(layer))
        .distinct()
        .forEach(layer -> metrics.put(layer, refusedFor(layer)));
    return Collections.unmodifiableMap(metrics);
  }

  private Metric refusedFor(String layer) {
    return metric(
        "Refused" + Character.toUpperCase(layer.charAt(0)) + layer.substring(1),
        refusal -> refusal.layer().equals(layer) && !refusal.isThrottling());
  }

  /** A metric of its own for each, because a filter cannot give a dimension a fixed value. */
  private Metric metric(String name, Predicate<Refusal> counted) {
    var filter =
        MetricFilter.Builder.create(this, name)
            .logGroup(accessLog)
            .filterPattern(FilterPattern.any(patterns(counted).toArray(JsonPattern[]::new)))
            .metricNamespace(NAMESPACE)
            .metricName(name)
            .metricValue("1")
            .unit(Unit.COUNT)
            .dimensions(Map.of("ApiId", "$.api_id"))
            .build();
    return filter.metric(
        MetricOptions.builder()
            .dimensionsMap(Map.of("ApiId", api.getRestApiId()))
            .statistic("Sum")
            .period(Duration.minutes(5))
            .build());
  }

  private List<JsonPattern> patterns(Predicate<Refusal> counted) {
    return refusals.stream()
        .filter(counted)
        .map(refusal -> FilterPattern.stringValue("$.refused_by", "=", refusal.responseType()))
        .toList();
  }
}
