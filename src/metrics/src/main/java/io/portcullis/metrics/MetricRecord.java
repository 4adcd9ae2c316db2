package io.portcullis.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a function measured at one time. On a line of its log, CloudWatch takes it for metrics
 * (Amazon CloudWatch User Guide, "Specification: Embedded metric format"): with no client, no
 * permission and nothing to wait for.
 *
 * <p>Every metric is in the namespace {@code Portcullis} and summed up by {@code FunctionName}; one
 * with a dimension of its own also by both together.
 *
 * @param functionName name of the function, which Lambda gives as {@code AWS_LAMBDA_FUNCTION_NAME}
 * @param metrics what was measured, each metric once
 */
public record MetricRecord(String functionName, List<Metric> metrics) {
  private static final String NAMESPACE = "Portcullis";
  private static final String FUNCTION_NAME = "FunctionName";

  public MetricRecord {
    metrics = List.copyOf(metrics);
    var names = metrics.stream().map(Metric::name).toList();
    if (Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "'metrics' must have each metric once, got '%s'".formatted(String.join(", ", names)));
    }
  }

  /**
   * Adds the record to a line of the log, which has to be one JSON object and nothing else. A
   * member that the line has already is not written over.
   */
  public void addTo(ObjectNode line, Instant time) {
    var metadata = line.putObject("_aws");
    metadata.put("Timestamp", time.toEpochMilli());
    var directives = metadata.putArray("CloudWatchMetrics");
    addMember(line, FUNCTION_NAME, TextNode.valueOf(functionName));
    for (var metric : metrics) {
      addDirective(directives, metric);
      addMember(line, metric.name(), LongNode.valueOf(metric.value()));
      metric
          .dimension()
          .ifPresent(own -> addMember(line, own.name(), TextNode.valueOf(own.value())));
    }
  }

  /** Says which members of the line are the metric and its dimensions. */
  private static void addDirective(ArrayNode directives, Metric metric) {
    var directive = directives.addObject();
    directive.put("Namespace", NAMESPACE);
    var dimensions = directive.putArray("Dimensions");
    dimensions.addArray().add(FUNCTION_NAME);
    metric.dimension().ifPresent(own -> dimensions.addArray().add(FUNCTION_NAME).add(own.name()));
    directive
        .putArray("Metrics")
        .addObject()
        .put("Name", metric.name())
        .put("Unit", metric.unit().word());
  }

  private static void addMember(ObjectNode line, String name, JsonNode value) {
    var present = line.putIfAbsent(name, value);
    if (present != null && !present.equals(value)) {
      throw new IllegalArgumentException(
          "'%s' must have one value, got '%s' and '%s'"
              .formatted(name, present.asText(), value.asText()));
    }
  }
}
