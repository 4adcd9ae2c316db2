package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.Function;

class RefusalMetricsTest {
  private static final Pattern RESPONSE_TYPE = Pattern.compile("\\$\\.refused_by = \"(\\w+)\"");

  private final Stack stack = new Stack(new App(), "Test");
  private InferenceApi api;

  @BeforeEach
  void createApi() {
    api =
        InferenceApi.Builder.create(stack, "Api")
            .proxy(
                Function.fromFunctionArn(
                    stack, "Proxy", "arn:aws:lambda:us-east-1:111111111111:function:proxy"))
            .build();
  }

  @Test
  void countsWhatALayerRefuses_inTheAccessLog() {
    assertThat(json(filter("$.layer_plan")))
        .isEqualTo(
            json(
                """
                {
                  "LogGroupName": { "Ref": "ApiAccessLog" },
                  "FilterPattern": "{ $.refused_by = \\"INVALID_API_KEY\\" }",
                  "MetricTransformations": [
                    {
                      "MetricNamespace": "Portcullis",
                      "MetricName": "Refused",
                      "MetricValue": "1",
                      "Unit": "Count",
                      "Dimensions": [
                        { "Key": "ApiId", "Value": "$.api_id" },
                        { "Key": "Layer", "Value": "$.layer_plan" }
                      ]
                    }
                  ]
                }
                """));
  }

  @Test
  void countsWhatIsAboveAPlan_byItself() {
    assertThat(filter("Throttled").get("FilterPattern").textValue())
        .isEqualTo("{ ($.refused_by = \"THROTTLED\") || ($.refused_by = \"QUOTA_EXCEEDED\") }");
  }

  /** Whatever is counted twice notifies twice, and whatever is not counted never. */
  @Test
  void countsEveryRefusalOnce_butTheFirewallsAndServerErrors() {
    var counted = new ArrayList<String>();
    for (var filter : Resources.of(stack).all("AWS::Logs::MetricFilter")) {
      RESPONSE_TYPE
          .matcher(filter.get("FilterPattern").textValue())
          .results()
          .forEach(match -> counted.add(match.group(1)));
    }

    assertThat(counted)
        .containsExactlyInAnyOrderElementsOf(
            Refusal.of(AuthorizationType.IAM)
                .filter(refusal -> !refusal.layer().matches("firewall|guard"))
                .map(Refusal::answers)
                .toList());
  }

  @Test
  void tellsApisApart() {
    assertThat(api.metricRefusedByLayer().keySet())
        .containsExactly("identity", "plan", "validation");
    assertMetric(
        api.metricRefusedByLayer().get("validation"),
        "Refused",
        Map.of("ApiId", Map.of("Ref", "Api"), "Layer", "validation"));
    assertMetric(api.metricThrottled(), "Throttled", Map.of("ApiId", Map.of("Ref", "Api")));
  }

  /** A filter takes the value of a dimension from a field; one that is not there counts nothing. */
  @Test
  void takesEveryDimensionFromAFieldOfTheAccessLog() {
    var fields =
        Resources.of(stack).all("AWS::Logs::MetricFilter").stream()
            .flatMap(filter -> filter.at("/MetricTransformations/0/Dimensions").valueStream())
            .map(dimension -> dimension.get("Value").textValue().substring(2));
    var stage = Resources.of(stack).only("AWS::ApiGateway::Stage");

    assertThat(Json.json(stage.at("/AccessLogSetting/Format").textValue()))
        .containsKeys(fields.toArray(String[]::new));
  }

  @Test
  void countsServerErrorsByTheApiItself() {
    var metric = api.metricServerErrors();

    assertThat(metric.getNamespace()).isEqualTo("AWS/ApiGateway");
    assertThat(metric.getMetricName()).isEqualTo("5XXError");
    assertThat(metric.getStatistic()).isEqualTo("Sum");
    assertThat(metric.getPeriod().toMinutes()).isEqualTo(Duration.minutes(5).toMinutes());
  }

  private void assertMetric(Metric metric, String name, Map<String, Object> dimensions) {
    assertThat(metric.getNamespace()).isEqualTo("Portcullis");
    assertThat(metric.getMetricName()).isEqualTo(name);
    assertThat(metric.getStatistic()).isEqualTo("Sum");
    assertThat(metric.getPeriod().toMinutes()).isEqualTo(5);
    assertThat(Resources.of(stack).resolved(metric.getDimensions())).isEqualTo(dimensions);
  }

  private JsonNode filter(String word) {
    return Resources.of(stack).all("AWS::Logs::MetricFilter").stream()
        .filter(filter -> filter.at("/MetricTransformations/0").toString().contains(word))
        .findFirst()
        .orElseThrow();
  }
}
