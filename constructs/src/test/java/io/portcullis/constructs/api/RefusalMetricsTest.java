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
    assertThat(json(filter("RefusedPlan")))
        .isEqualTo(
            json(
                """
                {
                  "LogGroupName": { "Ref": "ApiAccessLog" },
                  "FilterPattern": "{ $.refused_by = \\"INVALID_API_KEY\\" }",
                  "MetricTransformations": [
                    {
                      "MetricNamespace": "Portcullis/Api",
                      "MetricName": "RefusedPlan",
                      "MetricValue": "1",
                      "Unit": "Count",
                      "Dimensions": [ { "Key": "ApiId", "Value": "$.api_id" } ]
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
                .map(Refusal::responseType)
                .toList());
  }

  @Test
  void tellsApisApart() {
    assertThat(api.metricRefusedByLayer().keySet())
        .containsExactly("identity", "plan", "validation");
    assertMetric(api.metricRefusedByLayer().get("validation"), "RefusedValidation");
    assertMetric(api.metricThrottled(), "Throttled");
  }

  @Test
  void countsServerErrorsByTheApiItself() {
    var metric = api.metricServerErrors();

    assertThat(metric.getNamespace()).isEqualTo("AWS/ApiGateway");
    assertThat(metric.getMetricName()).isEqualTo("5XXError");
    assertThat(metric.getStatistic()).isEqualTo("Sum");
    assertThat(metric.getPeriod().toMinutes()).isEqualTo(Duration.minutes(5).toMinutes());
  }

  private void assertMetric(Metric metric, String name) {
    assertThat(metric.getNamespace()).isEqualTo("Portcullis/Api");
    assertThat(metric.getMetricName()).isEqualTo(name);
    assertThat(metric.getStatistic()).isEqualTo("Sum");
    assertThat(metric.getPeriod().toMinutes()).isEqualTo(5);
    assertThat(Resources.of(stack).resolved(metric.getDimensions()))
        .isEqualTo(Map.of("ApiId", Map.of("Ref", "Api")));
  }

  private JsonNode filter(String metric) {
    return Resources.of(stack).all("AWS::Logs::MetricFilter").stream()
        .filter(filter -> Json.json(filter.at("/MetricTransformations/0")).containsValue(metric))
        .findFirst()
        .orElseThrow();
  }
}
