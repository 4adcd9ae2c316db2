package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;

class AvailabilityAlarmsTest {
  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void fiveServerErrorsRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "serverErrors",
        """
        {
          "Namespace": "Test", "MetricName": "serverErrors", "Statistic": "Sum", "Period": 300,
          "Threshold": 5,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "Callers get server errors. Look at 'code' and 'layer' in the proxy's log, see docs/runbook.md#server-errors"
        }
        """);
  }

  @Test
  void fiveFailuresOfTheEndpointRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "upstreamFailures",
        """
        {
          "Namespace": "Test", "MetricName": "upstreamFailures", "Statistic": "Sum", "Period": 300,
          "Threshold": 5,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The endpoint fails. Look at its status and log at Hugging Face, see docs/runbook.md#upstream-failures"
        }
        """);
  }

  @Test
  void aQuarterOfAnHourOfStartingRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "warming",
        """
        {
          "Namespace": "Test", "MetricName": "warming", "Statistic": "Sum", "Period": 300,
          "Threshold": 1,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 3,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The endpoint has been starting for long. Look at its replicas at Hugging Face, see docs/runbook.md#endpoint-warming"
        }
        """);
  }

  @Test
  void oneBreakerThatOpensRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "breakerOpened",
        """
        {
          "Namespace": "Test", "MetricName": "breakerOpened", "Statistic": "Sum", "Period": 300,
          "Threshold": 1,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The proxy refuses calls, because the endpoint fails. Look at its status and log at Hugging Face, see docs/runbook.md#breaker-opened"
        }
        """);
  }

  @Test
  void twentyCallsThatAreNotTriedAgainRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "retryBudgetEmpty",
        """
        {
          "Namespace": "Test", "MetricName": "retryBudgetEmpty", "Statistic": "Sum", "Period": 300,
          "Threshold": 20,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The endpoint fails more calls than may be tried again. Look at 'code' and 'retries' in the proxy's log, see docs/runbook.md#retry-budget-empty"
        }
        """);
  }

  @Test
  void fiveCallsWhoseQuotaIsNotKnownRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "quotaUnavailable",
        """
        {
          "Namespace": "Test", "MetricName": "quotaUnavailable", "Statistic": "Sum", "Period": 300,
          "Threshold": 5,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The table does not tell who has how much left. Look at its throttles and at the role's permissions, see docs/runbook.md#quota-unavailable"
        }
        """);
  }

  @Test
  void fifteenSecondsToTheFirstByteRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "firstByte",
        """
        {
          "Namespace": "Test", "MetricName": "firstByte", "ExtendedStatistic": "p99", "Period": 300,
          "Threshold": 15000,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 3,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The endpoint is slow to begin an answer. Look at its load at Hugging Face, see docs/runbook.md#slow-first-byte"
        }
        """);
  }

  @Test
  void twentyFiveSecondsInAllRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "total",
        """
        {
          "Namespace": "Test", "MetricName": "total", "ExtendedStatistic": "p99", "Period": 300,
          "Threshold": 60000,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 3,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "Answers take nearly as long as callers wait. Look at 'upstream_ms' in the proxy's log, see docs/runbook.md#slow-answers"
        }
        """);
  }

  @Test
  void takesOtherThresholds() {
    gateway.alarms(
        AlarmThresholds.builder()
            .serverErrors(1)
            .upstreamFailures(2)
            .warmingPeriods(4)
            .breakerOpened(3)
            .retryBudgetEmpty(7)
            .quotaUnavailable(9)
            .firstByte(Duration.seconds(3))
            .total(Duration.seconds(5)));

    assertThat(gateway.alarmOn("serverErrors").get("Threshold").intValue()).isEqualTo(1);
    assertThat(gateway.alarmOn("upstreamFailures").get("Threshold").intValue()).isEqualTo(2);
    assertThat(gateway.alarmOn("warming").get("EvaluationPeriods").intValue()).isEqualTo(4);
    assertThat(gateway.alarmOn("breakerOpened").get("Threshold").intValue()).isEqualTo(3);
    assertThat(gateway.alarmOn("retryBudgetEmpty").get("Threshold").intValue()).isEqualTo(7);
    assertThat(gateway.alarmOn("quotaUnavailable").get("Threshold").intValue()).isEqualTo(9);
    assertThat(gateway.alarmOn("firstByte").get("Threshold").intValue()).isEqualTo(3000);
    assertThat(gateway.alarmOn("total").get("Threshold").intValue()).isEqualTo(5000);
  }
}
