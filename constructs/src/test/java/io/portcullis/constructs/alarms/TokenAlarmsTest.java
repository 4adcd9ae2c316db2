package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;

class TokenAlarmsTest {
  private static final int DAY = 86_400;

  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void aTokenThatIsOverIn14DaysRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "tokenTimeLeft",
        """
        {
          "Namespace": "Test", "MetricName": "tokenTimeLeft", "Statistic": "Minimum", "Period": 300,
          "Threshold": 1209600,
          "ComparisonOperator": "LessThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "ignore",
          "AlarmDescription": "The token expires soon, or must be replaced. Rotate to a new one, see docs/runbook.md#token-expiring"
        }
        """);
  }

  @Test
  void aTokenOf33DaysRaisesAnAlarm_byDefault_andSoDoesAWatchThatNoLongerLooks() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "tokenAge",
        """
        {
          "Namespace": "Test", "MetricName": "tokenAge", "Statistic": "Maximum", "Period": 300,
          "Threshold": 2851200,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 3,
          "TreatMissingData": "breaching",
          "AlarmDescription": "The token was not rotated when it was due, or nobody looks after it. Look at the rotation function's log, see docs/runbook.md#rotation-overdue"
        }
        """);
  }

  @Test
  void aReplacedTokenThatOutlivesItsTimeRaisesAnAlarm() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "previousTokenInUse",
        """
        {
          "Namespace": "Test", "MetricName": "previousTokenInUse", "Statistic": "Maximum", "Period": 300,
          "Threshold": 1,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "ignore",
          "AlarmDescription": "A replaced token outlived its time. Look at who still calls with it, see docs/runbook.md#previous-token-in-use"
        }
        """);
  }

  @Test
  void anEndpointThatAdmitsMoreCallersRaisesAnAlarm() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "endpointExposed",
        """
        {
          "Namespace": "Test", "MetricName": "endpointExposed", "Statistic": "Maximum", "Period": 300,
          "Threshold": 1,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "ignore",
          "AlarmDescription": "The endpoint admits callers who should not pass. Look at its type at Hugging Face, see docs/runbook.md#endpoint-exposed"
        }
        """);
  }

  @Test
  void aTokenThatNoRotationMadeCurrentRaisesAnAlarm() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "currentUnverified",
        """
        {
          "Namespace": "Test", "MetricName": "currentUnverified", "Statistic": "Maximum", "Period": 300,
          "Threshold": 1,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "ignore",
          "AlarmDescription": "The current token is one that no rotation made current, or no good any more. Look at who changed the secret, see docs/runbook.md#token-changed"
        }
        """);
  }

  @Test
  void aCredentialOf180DaysRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "credentialAge",
        """
        {
          "Namespace": "Test", "MetricName": "credentialAge", "Statistic": "Maximum", "Period": 300,
          "Threshold": 15552000,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "ignore",
          "AlarmDescription": "What tokens are made with was not replaced for long. Replace it, see docs/runbook.md#credential-expiring"
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
            .tokenNotice(Duration.days(7))
            .rotationOverdue(Duration.days(8))
            .credentialMaximumAge(Duration.days(90))
            .rotationFailures(3));

    assertThreshold("tokenTimeLeft", 7 * DAY);
    assertThreshold("tokenAge", 8 * DAY);
    assertThreshold("credentialAge", 90 * DAY);
    assertThreshold("rotationFailed", 3);
    assertThreshold("rotationErrors", 3);
  }

  private void assertThreshold(String metric, int threshold) {
    assertThat(gateway.alarmOn(metric).get("Threshold").intValue()).isEqualTo(threshold);
  }
}
