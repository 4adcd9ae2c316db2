package io.portcullis.constructs.token;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** When the rotation function looks after the token, and what it measures then. */
class TokenWatchTest {
  private static final String LOOK =
      """
      [
        {
          "Id": "RotationFunction",
          "Arn": { "Fn::GetAtt": [ "TokenRotationFunction", "Arn" ] },
          "Input": { "Fn::Join": [ "", [
            "{\\"task\\":\\"watch\\",\\"secretId\\":\\"", { "Ref": "Token" }, "\\"}"
          ] ] },
          "RetryPolicy": { "MaximumEventAgeInSeconds": 3600 }
        }
      ]
      """;

  private final Stack stack = new Stack(new App(), "Test");
  private HuggingFaceToken token;

  @BeforeEach
  void make() {
    token = HuggingFaceToken.Builder.create(stack, "Token").build();
  }

  @Test
  void looksEveryHour() {
    var rule = Resources.of(stack).named("TokenWatchHourly");

    assertThat(rule.get("ScheduleExpression").textValue()).isEqualTo("rate(1 hour)");
    assertThat(Json.list(rule.get("Targets"))).isEqualTo(Json.list(LOOK));
  }

  @Test
  void looksWhenAnotherTokenOfThisSecretBecomesCurrent() {
    var rule = Resources.of(stack).named("TokenWatchLabel");

    assertThat(Json.json(rule.get("EventPattern")))
        .isEqualTo(
            json(
                """
                {
                  "source": [ "aws.secretsmanager" ],
                  "detail-type": [ "Secret Label Updated" ],
                  "resources": [ { "Ref": "Token" } ],
                  "detail": { "labelUpdated": [ "AWSCURRENT" ] }
                }
                """));
    assertThat(Json.list(rule.get("Targets"))).isEqualTo(Json.list(LOOK));
  }

  @Test
  void repeatsNoLook_andKeepsNone() {
    assertThat(Json.json(Resources.of(stack).only("AWS::Lambda::EventInvokeConfig")))
        .isEqualTo(
            json(
                """
                {
                  "FunctionName": { "Ref": "TokenRotationFunction" },
                  "Qualifier": "$LATEST",
                  "MaximumEventAgeInSeconds": 3600,
                  "MaximumRetryAttempts": 0
                }
                """));
  }

  @Test
  void measuresTimesByTheHour() {
    assertMetric(token.metricTokenAge(), "TokenAge", "Maximum", 60);
    assertMetric(token.metricTokenTimeLeft(), "TokenTimeLeft", "Minimum", 60);
    assertMetric(token.metricCredentialAge(), "CredentialAge", "Maximum", 60);
  }

  @Test
  void tellsWhatIsWrong_withinFiveMinutes() {
    assertMetric(token.metricPreviousTokenInUse(), "PreviousTokenInUse", "Maximum", 5);
    assertMetric(token.metricEndpointExposed(), "EndpointExposed", "Maximum", 5);
    assertMetric(token.metricCurrentUnverified(), "CurrentUnverified", "Maximum", 5);
  }

  private void assertMetric(Metric metric, String name, String statistic, int minutes) {
    assertThat(metric.getNamespace()).isEqualTo("Portcullis");
    assertThat(metric.getMetricName()).isEqualTo(name);
    assertThat(metric.getStatistic()).isEqualTo(statistic);
    assertThat(metric.getPeriod().toMinutes()).isEqualTo(minutes);
    assertThat(Resources.of(stack).resolved(metric.getDimensions()))
        .isEqualTo(json("{ \"FunctionName\": { \"Ref\": \"TokenRotationFunction\" } }"));
  }
}
