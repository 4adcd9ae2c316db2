package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;

class TokenAlarmsTest {
  private static final int DAY = 86_400;

  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void aTokenOf76DaysRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "tokenAge",
        """
        {
          "Namespace": "Test", "MetricName": "tokenAge", "Statistic": "Maximum", "Period": 300,
          "Threshold": 6566400,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "ignore",
          "AlarmDescription": "The token reaches its maximum age soon. Stage a new one and rotate, see docs/runbook.md#token-expiring"
        }
        """);
  }

  @Test
  void aTokenOf33DaysRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "tokenAge",
        """
        {
          "Namespace": "Test", "MetricName": "tokenAge", "Statistic": "Maximum", "Period": 300,
          "Threshold": 2851200,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "ignore",
          "AlarmDescription": "The token was not rotated when it was due. Look at the rotation function's log, see docs/runbook.md#rotation-overdue"
        }
        """);
  }

  @Test
  void oneFailedRotationRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "rotationFailed",
        """
        {
          "Namespace": "Test", "MetricName": "rotationFailed", "Statistic": "Sum", "Period": 300,
          "Threshold": 1,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "A rotation failed, the old token stays. Look at the rotation function's log, see docs/runbook.md#rotation-failed"
        }
        """);
  }

  @Test
  void oneErrorOfTheRotationFunctionRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "rotationErrors",
        """
        {
          "Namespace": "Test", "MetricName": "rotationErrors", "Statistic": "Sum", "Period": 300,
          "Threshold": 1,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The rotation function breaks off. Look at its log for a timeout or an exception, see docs/runbook.md#rotation-errors"
        }
        """);
  }

  @Test
  void takesOtherThresholds() {
    gateway.alarms(
        AlarmThresholds.builder()
            .tokenMaximumAge(Duration.days(30))
            .tokenNotice(Duration.days(7))
            .rotationOverdue(Duration.days(8))
            .rotationFailures(3));

    assertThat(gateway.alarmsOn("tokenAge"))
        .extracting(alarm -> alarm.get("Threshold").intValue())
        .containsExactlyInAnyOrder(23 * DAY, 8 * DAY);
    assertThat(gateway.alarmOn("rotationFailed").get("Threshold").intValue()).isEqualTo(3);
    assertThat(gateway.alarmOn("rotationErrors").get("Threshold").intValue()).isEqualTo(3);
  }
}
