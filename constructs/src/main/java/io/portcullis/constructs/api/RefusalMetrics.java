package io.portcullis.constructs.api;

import io.portcullis.constructs.policy.EmittedMetric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
 * Counts in the access log what API Gateway refuses, since its own metrics know no layers: as
 * {@code Refused} by {@code Layer}, like the proxy, but by the id of the API.
 */
final class RefusalMetrics extends Construct {
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
    throttled = metric("Throttled", "Throttled", Refusal::isThrottling, Map.of(), Map.of());
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
        EmittedMetric.REFUSED.metricName(),
        refusal -> refusal.layer().equals(layer) && !refusal.isThrottling(),
        Map.of("Layer", "$." + AccessLog.layerField(layer)),
        Map.of("Layer", layer));
  }

  /**
   * A metric that a filter emits.
   *
   * @param fields the fields of a line that have the values of further dimensions
   * @param values those values
   */
  private Metric metric(
      String id,
      String name,
      Predicate<Refusal> counted,
      Map<String, String> fields,
      Map<String, String> values) {
    var filter =
        MetricFilter.Builder.create(this, id)
            .logGroup(accessLog)
            .filterPattern(FilterPattern.any(patterns(counted).toArray(JsonPattern[]::new)))
            .metricNamespace(EmittedMetric.NAMESPACE)
            .metricName(name)
            .metricValue("1")
            .unit(Unit.COUNT)
            .dimensions(ofApi("$.api_id", fields))
            .build();
    return filter.metric(
        MetricOptions.builder()
            .dimensionsMap(ofApi(api.getRestApiId(), values))
            .statistic("Sum")
            .period(Duration.minutes(5))
            .build());
  }

  private static Map<String, String> ofApi(String id, Map<String, String> others) {
    var dimensions = new TreeMap<>(others);
    dimensions.put("ApiId", id);
    return dimensions;
  }

  private List<JsonPattern> patterns(Predicate<Refusal> counted) {
    return refusals.stream()
        .filter(counted)
        .map(refusal -> FilterPattern.stringValue("$.refused_by", "=", refusal.answers()))
        .toList();
  }
}
