package io.portcullis.constructs.alarms;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.Json.properties;
import static io.portcullis.constructs.Json.statements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.kms.Key;

class GatewayAlarmsTest {
  private final Stack stack =
      new Stack(
          new App(),
          "Test",
          StackProps.builder()
              .env(Environment.builder().account("111111111111").region("eu-west-1").build())
              .build());

  @Test
  void everyAlarmNotifiesTheTopic() {
    var alarms = alarms().build();
    var topic = stack.resolve(alarms.getTopic().getTopicArn());

    assertThat(properties(template(), "AWS::CloudWatch::Alarm"))
        .hasSize(2)
        .allSatisfy(alarm -> assertThat(alarm.get("AlarmActions")).isEqualTo(List.of(topic)));
  }

  @Test
  void everyAlarmSaysWhereToLook() {
    alarms().build();

    assertThat(properties(template(), "AWS::CloudWatch::Alarm"))
        .allSatisfy(
            alarm -> assertThat(alarm.get("AlarmDescription").toString()).contains("look at"));
  }

  @Test
  void silenceIsNoAlarm() {
    alarms().build();

    assertThat(properties(template(), "AWS::CloudWatch::Alarm"))
        .allSatisfy(alarm -> assertThat(alarm).containsEntry("TreatMissingData", "notBreaching"));
  }

  @Test
  void fiveServerErrorsRaiseAnAlarm_byDefault() {
    alarms().build();

    assertThreshold("Errors", 5);
  }

  @Test
  void aThousandRefusedRequestsRaiseAnAlarm_byDefault() {
    alarms().build();

    assertThreshold("Blocks", 1000);
  }

  @Test
  void takesOtherThresholds() {
    alarms().serverErrorThreshold(1).firewallBlockThreshold(50).build();

    assertThreshold("Errors", 1);
    assertThreshold("Blocks", 50);
  }

  @Test
  void theTopicIsEncryptedWithTheGivenKey() {
    var key = Key.Builder.create(stack, "Key").build();
    alarms().encryptionKey(key).build();

    template()
        .hasResourceProperties(
            "AWS::SNS::Topic", Map.of("KmsMasterKeyId", stack.resolve(key.getKeyArn())));
  }

  @Test
  void theTopicTakesAlarmsOfItsAccount_andNothingUnencrypted() {
    var topic = stack.resolve(alarms().build().getTopic().getTopicArn());

    assertThat(statements(template(), "AWS::SNS::TopicPolicy", "PolicyDocument"))
        .containsExactlyInAnyOrder(
            Map.of(
                "Sid",
                "Alarms",
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", "cloudwatch.amazonaws.com"),
                "Action",
                "sns:Publish",
                "Resource",
                topic,
                "Condition",
                json("{ \"StringEquals\": { \"aws:SourceAccount\": \"111111111111\" } }")),
            Map.of(
                "Sid",
                "AllowPublishThroughSSLOnly",
                "Effect",
                "Deny",
                "Principal",
                "*",
                "Action",
                "sns:Publish",
                "Resource",
                topic,
                "Condition",
                json("{ \"Bool\": { \"aws:SecureTransport\": \"false\" } }")));
  }

  @Test
  void needsItsMetrics() {
    var builder = GatewayAlarms.Builder.create(stack, "Alarms").serverErrors(metric("Errors"));

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'firewallBlocks' is required");
  }

  private void assertThreshold(String metric, int threshold) {
    template()
        .hasResourceProperties(
            "AWS::CloudWatch::Alarm", Map.of("MetricName", metric, "Threshold", threshold));
  }

  /** Alarms with every required property, for tests to vary. */
  private GatewayAlarmsProps.Builder<GatewayAlarms> alarms() {
    return GatewayAlarms.Builder.create(stack, "Alarms")
        .serverErrors(metric("Errors"))
        .firewallBlocks(metric("Blocks"));
  }

  private static Metric metric(String name) {
    return Metric.Builder.create().namespace("Test").metricName(name).build();
  }

  private Template template() {
    return Template.fromStack(stack);
  }
}
