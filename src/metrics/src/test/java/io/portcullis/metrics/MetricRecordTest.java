package io.portcullis.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricRecordTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

  @Test
  void isWhatTheSpecificationAsksFor() throws JsonProcessingException {
    assertThat(JSON.readTree(line(Metric.count("Calls").by("Customer", "acme")).toString()))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "_aws": {
                    "Timestamp": 1795428000123,
                    "CloudWatchMetrics": [
                      {
                        "Namespace": "Portcullis",
                        "Dimensions": [["FunctionName"], ["FunctionName", "Customer"]],
                        "Metrics": [{ "Name": "Calls", "Unit": "Count" }]
                      }
                    ]
                  },
                  "FunctionName": "proxy",
                  "Customer": "acme",
                  "Calls": 1
                }
                """));
  }

  @Test
  void namesTheFunctionAlone_byDefault() {
    assertThat(directives(Metric.count("Warming")).at("/0/Dimensions"))
        .hasToString("[[\"FunctionName\"]]");
  }

  @Test
  void givesEachMetricItsOwnDimensions() {
    var directives =
        directives(Metric.count("Calls").by("Customer", "acme"), Metric.count("Warming"));

    assertThat(directives.at("/0/Dimensions/1")).hasToString("[\"FunctionName\",\"Customer\"]");
    assertThat(directives.at("/1/Metrics/0/Name").asText()).isEqualTo("Warming");
    assertThat(directives.at("/1/Dimensions")).hasSize(1);
  }

  @Test
  void measuresTimes_inTheirUnit() {
    var line =
        line(
            Metric.milliseconds("Total", Duration.ofMillis(1234)),
            Metric.seconds("TokenAge", Duration.ofDays(1)));

    assertThat(line.at("/Total").asLong()).isEqualTo(1234);
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0/Unit").asText())
        .isEqualTo("Milliseconds");
    assertThat(line.at("/TokenAge").asLong()).isEqualTo(86_400);
    assertThat(line.at("/_aws/CloudWatchMetrics/1/Metrics/0/Unit").asText()).isEqualTo("Seconds");
  }

  @Test
  void leavesTheRestOfTheLineAlone() {
    var line = JSON.createObjectNode().put("result", "promoted");

    new MetricRecord("rotation", List.of(Metric.count("RotationSucceeded"))).addTo(line, TIME);

    assertThat(line.at("/result").asText()).isEqualTo("promoted");
    assertThat(line.at("/RotationSucceeded").asLong()).isEqualTo(1);
  }

  @Test
  void refusesAMemberWithTwoValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                line(
                    Metric.count("Calls").by("Customer", "acme"),
                    Metric.count("Warming").by("Customer", "globex")))
        .withMessage("'Customer' must have one value, got 'acme' and 'globex'");
  }

  @Test
  void refusesAMetricThatIsThereTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MetricRecord("proxy", List.of(Metric.count("Calls"), Metric.count("Calls"))))
        .withMessage("'metrics' must have each metric once, got 'Calls, Calls'");
  }

  @Test
  void refusesAnEmptyDimension() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metric.count("Calls").by("Customer", ""))
        .withMessage("'dimension' must have a name and a value, got 'Customer' and ''");
  }

  private static JsonNode directives(Metric... metrics) {
    return line(metrics).at("/_aws/CloudWatchMetrics");
  }

  private static ObjectNode line(Metric... metrics) {
    var line = JSON.createObjectNode();
    new MetricRecord("proxy", List.of(metrics)).addTo(line, TIME);
    return line;
  }
}
