package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmRulesTest {
  private final Fixture gateway = Fixture.gateway();

  @Nested
  class AlarmsActTest {
    private final Rule rule = new AlarmsAct();

    @Test
    void takesAnAlarmThatTellsSomebody() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsAnAlarmWithoutAction() {
      gateway.property("ServerErrors", "AlarmActions", "[]");

      assertThat(gateway.findings(rule))
          .containsExactly("ServerErrors: the alarm has no enabled action");
    }

    @Test
    void findsAnAlarmWhoseActionsAreSwitchedOff() {
      gateway.property("ServerErrors", "ActionsEnabled", "false");

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @Test
    void takesAPartOfACompositeAlarmThatActs() {
      gateway.withoutProperty("ServerErrors", "AlarmActions");
      composite("{ \"Fn::Sub\": \"ALARM(\\\"${ServerErrors.Arn}\\\")\" }");

      assertThat(gateway.findings(rule)).isEmpty();
    }
  }

  @Nested
  class CompositeAlarmsCompleteTest {
    private final Rule rule = new CompositeAlarmsComplete();

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{ \"Fn::Sub\": \"ALARM(\\\"${ServerErrors.Arn}\\\")\" }",
          "{ \"Fn::Join\": [\"\", [\"ALARM(\", { \"Ref\": \"ServerErrors\" }, \") OR OK(errors)\"]] }",
          "\"ALARM(\\\"errors\\\")\"",
          "\"NOT ALARM(\\\"arn:aws:cloudwatch:us-east-1:111111111111:alarm:errors\\\")\""
        })
    void takesAlarmsThatExist(String alarmRule) {
      gateway.property("ServerErrors", "AlarmName", "\"errors\"");
      composite(alarmRule);

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsAnAlarmThatIsNotThere() {
      composite("\"ALARM(\\\"gone\\\")\"");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Composite: the composite alarm names 'gone', which is no alarm of the templates");
    }

    @Test
    void findsSomethingThatIsNoAlarm() {
      composite("{ \"Fn::Sub\": \"ALARM(\\\"${Topic}\\\")\" }");

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @Test
    void findsACompositeAlarmOfNothing() {
      composite("\"FALSE\"");

      assertThat(gateway.findings(rule))
          .containsExactly("Composite: the composite alarm names no alarm");
    }
  }

  @Nested
  class AlarmsMeasuredTest {
    private final Rule rule = new AlarmsMeasured();

    @Test
    void takesAMetricOfAnApiByItsName() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "AWS/WAFV2, WebACL, '\"firewall\"'",
      "AWS/Lambda, FunctionName, '{ \"Ref\": \"Proxy\" }'",
      "AWS/SNS, TopicName, '{ \"Fn::GetAtt\": [\"Topic\", \"TopicName\"] }'",
      "AWS/Unknown, Thing, '{ \"Ref\": \"Topic\" }'"
    })
    void takesAMetricOfAResource(String namespace, String dimension, String value) {
      metric(namespace, "Any", dimension, value);

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "AWS/WAFV2, WebACL, '\"another\"'",
      "AWS/Lambda, FunctionName, '{ \"Fn::GetAtt\": [\"Proxy\", \"Arn\"] }'",
      "AWS/Lambda, FunctionName, '{ \"Ref\": \"Topic\" }'"
    })
    void findsAMetricOfNothing(String namespace, String dimension, String value) {
      metric(namespace, "Any", dimension, value);

      assertThat(gateway.findings(rule))
          .singleElement()
          .asString()
          .contains("'%s' of 'Any' names no resource of the templates".formatted(dimension));
    }

    @Test
    void findsAMisspelledNamespace() {
      gateway.property("ServerErrors", "Namespace", "\"AWS/ApiGatway\"");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "ServerErrors: 'ApiName' is a dimension of metrics of 'AWS/ApiGateway', got"
                  + " 'AWS/ApiGatway'");
    }

    @Test
    void findsAMetricOfTheWholeAccount() {
      gateway.property("ServerErrors", "Dimensions", "[]");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "ServerErrors: no dimension of '5XXError' names a resource of the templates");
    }

    @ParameterizedTest
    @CsvSource({
      "Calls, Proxy",
      "TokenAge, Proxy",
      "TokenAge, Rotation",
      "RotationFailed, Rotation",
      "TokenTimeLeft, Rotation",
      "PreviousTokenInUse, Rotation",
      "EndpointExposed, Rotation",
      "EndpointUnchecked, Rotation",
      "CurrentUnverified, Rotation",
      "TokensRetired, Rotation",
      "CredentialAge, Rotation"
    })
    void takesAMetricThatAFunctionEmits(String metric, String function) {
      metric("Portcullis", metric, "FunctionName", "{ \"Ref\": \"%s\" }".formatted(function));

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsAMetricThatNoFunctionEmits() {
      metric("Portcullis", "Cals", "FunctionName", "{ \"Ref\": \"Proxy\" }");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "ServerErrors: no function emits 'Cals', there are [Calls, Refused, UpstreamFailures,"
                  + " Warming, FirstByte, Total, TokenAge, Retries, RetryBudgetEmpty,"
                  + " BreakerOpened, BreakerRefused, Duplicates, QuotaShare, QuotaUnavailable,"
                  + " SpendShare, InputTokens, OutputTokens, WarmingHold, RotationSucceeded,"
                  + " RotationFailed, TokenTimeLeft, PreviousTokenInUse, EndpointExposed,"
                  + " EndpointUnchecked, CurrentUnverified, TokensRetired, CredentialAge,"
                  + " Authorized, IssuerFailures]");
    }

    @Test
    void findsAMetricOfTwoFunctions_onNeither() {
      metric("Portcullis", "Refused", "FunctionName", "{ \"Ref\": \"Rotation\" }");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "ServerErrors: 'Refused' is emitted by functions of 'io.portcullis.authorizer.*' or"
                  + " 'io.portcullis.proxy.*', of which 'FunctionName' names none");
    }

    @Test
    void findsAMetricOfTheOtherFunction() {
      metric("Portcullis", "RotationFailed", "FunctionName", "{ \"Ref\": \"Proxy\" }");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "ServerErrors: 'RotationFailed' is emitted by functions of 'io.portcullis.rotation.*',"
                  + " of which 'FunctionName' names none");
    }

    @Test
    void findsDimensionsThatNoFunctionEmits() {
      metric("Portcullis", "Refused", "Layer", "\"identity\"");

      assertThat(gateway.findings(rule))
          .containsExactly("ServerErrors: 'Refused' is not emitted by [Layer]");
    }

    @Test
    void takesAMetricOfAMetricFilter() {
      metric("Documents", "Uploads", "Any", "\"x\"");
      filter("Documents", "Uploads", "{ \"Key\": \"Any\", \"Value\": \"$.any\" }");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    /** To CloudWatch, these are two metrics of one name. */
    @Test
    void takesAMetricThatAFilterEmitsBesideAFunction_byItsOwnDimensions() {
      filter("Portcullis", "Refused", "{ \"Key\": \"ApiId\", \"Value\": \"$.api_id\" }");

      metric("Portcullis", "Refused", "ApiId", "{ \"Ref\": \"Api\" }");
      assertThat(gateway.findings(rule)).isEmpty();
      metric("Portcullis", "Refused", "Layer", "\"plan\"");
      assertThat(gateway.findings(rule))
          .containsExactly("ServerErrors: 'Refused' is not emitted by [Layer]");
    }

    @Test
    void findsAMetricThatAFilterEmitsByOtherDimensions() {
      metric("Documents", "Uploads", "Any", "\"x\"");
      filter("Documents", "Uploads", "");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "ServerErrors: no metric filter of the templates emits 'Uploads' of 'Documents' by"
                  + " [Any]");
    }

    @Test
    void findsAMetricOfNoMetricFilter() {
      metric("Documents", "Uploads", "Any", "\"x\"");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "ServerErrors: no metric filter of the templates emits 'Uploads' of 'Documents' by"
                  + " [Any]");
    }

    private void filter(String namespace, String name, String dimensions) {
      gateway.resourceToo(
          "Filter",
          """
          {
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
              "MetricTransformations": [
                {
                  "MetricNamespace": "%s", "MetricName": "%s", "MetricValue": "1",
                  "Dimensions": [ %s ]
                }
              ]
            }
          }
          """
              .formatted(namespace, name, dimensions));
    }

    @Test
    void looksAtEachPartOfAnExpression() {
      gateway.property(
          "ServerErrors",
          "Metrics",
          """
          [
            { "Id": "rate", "Expression": "errors / calls" },
            { "Id": "calls", "MetricStat": { "Metric": %s } },
            { "Id": "errors", "MetricStat": { "Metric": %s } }
          ]
          """
              .formatted(ours("Calls"), ours("Errors")));
      gateway.withoutProperty("ServerErrors", "MetricName");

      assertThat(gateway.findings(rule))
          .singleElement()
          .asString()
          .contains("no function emits 'Errors'");
    }

    @Test
    void findsAnExpressionOfNothing() {
      gateway.property(
          "ServerErrors", "Metrics", "[{ \"Id\": \"one\", \"Expression\": \"TIME_SERIES(1)\" }]");
      gateway.withoutProperty("ServerErrors", "MetricName");

      assertThat(gateway.findings(rule))
          .containsExactly("ServerErrors: no part of the alarm is a metric");
    }

    private String ours(String metric) {
      return """
          {
            "Namespace": "Portcullis",
            "MetricName": "%s",
            "Dimensions": [{ "Name": "FunctionName", "Value": { "Ref": "Proxy" } }]
          }
          """
          .formatted(metric);
    }

    private void metric(String namespace, String name, String dimension, String value) {
      gateway.property("ServerErrors", "Namespace", "\"" + namespace + "\"");
      gateway.property("ServerErrors", "MetricName", "\"" + name + "\"");
      gateway.property(
          "ServerErrors",
          "Dimensions",
          "[{ \"Name\": \"%s\", \"Value\": %s }]".formatted(dimension, value));
    }
  }

  private void composite(String alarmRule) {
    gateway.resourceToo(
        "Composite",
        """
        {
          "Type": "AWS::CloudWatch::CompositeAlarm",
          "Properties": { "AlarmRule": %s, "AlarmActions": [{ "Ref": "Topic" }] }
        }
        """
            .formatted(alarmRule));
  }
}
