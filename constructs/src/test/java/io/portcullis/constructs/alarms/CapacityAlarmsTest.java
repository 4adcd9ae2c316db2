package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapacityAlarmsTest {
  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void fiveCallsThatLambdaTurnsAwayRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "throttles",
        """
        {
          "Namespace": "Test", "MetricName": "throttles", "Statistic": "Sum", "Period": 300,
          "Threshold": 5,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "Lambda turns calls away. Look at the concurrency of the account and of the proxy, see docs/runbook.md#proxy-throttled"
        }
        """);
  }

  @Test
  void aHundredRequestsAboveAPlanRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "planThrottles",
        """
        {
          "Namespace": "Test", "MetricName": "planThrottles", "Statistic": "Sum", "Period": 300,
          "Threshold": 100,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "Customers call more than their plans allow. Look at 'api_key_id' of the status 429 in the access log, see docs/runbook.md#plan-throttled"
        }
        """);
  }

  @Test
  void eightHundredCallsAtOneTimeRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "concurrentExecutions",
        """
        {
          "Namespace": "Test", "MetricName": "concurrentExecutions", "Statistic": "Maximum",
          "Period": 300,
          "Threshold": 800,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The proxy nearly uses up its concurrency. Look at how long calls take and who makes them, see docs/runbook.md#high-concurrency"
        }
        """);
  }

  @Test
  void nineTenthsOfItsQuotaRaiseACustomersAlarm_byDefault() {
    var alarms = gateway.alarms().build().getAlarms();

    assertThat(alarms).containsKeys("QuotaShare/acme", "QuotaShare/globex-labs");
    gateway.assertAlarm(
        "quotaAcme",
        """
        {
          "Namespace": "Test", "MetricName": "quotaAcme", "Statistic": "Maximum", "Period": 300,
          "Threshold": 90,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "A customer has used nearly all that its plan holds it to. Look at its calls and tokens in the proxy's log, see docs/runbook.md#quota-share"
        }
        """);
    assertThat(gateway.alarmOn("quotaGlobex").get("Threshold").intValue()).isEqualTo(90);
  }

  @Test
  void fourFifthsOfTheCeilingRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "spendShare",
        """
        {
          "Namespace": "Test", "MetricName": "spendShare", "Statistic": "Maximum", "Period": 300,
          "Threshold": 80,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "Customers together have spent nearly all that they may. Look at 'input_tokens' and 'output_tokens' by customer in the proxy's log, see docs/runbook.md#spend-share"
        }
        """);
  }

  @Test
  void takesOtherThresholds() {
    gateway.alarms(
        AlarmThresholds.builder()
            .throttles(1)
            .planThrottles(10)
            .concurrentExecutions(16)
            .quotaShare(0.5)
            .spendShare(0.25));

    assertThat(gateway.alarmOn("throttles").get("Threshold").intValue()).isEqualTo(1);
    assertThat(gateway.alarmOn("planThrottles").get("Threshold").intValue()).isEqualTo(10);
    assertThat(gateway.alarmOn("concurrentExecutions").get("Threshold").intValue()).isEqualTo(16);
    assertThat(gateway.alarmOn("quotaAcme").get("Threshold").intValue()).isEqualTo(50);
    assertThat(gateway.alarmOn("spendShare").get("Threshold").intValue()).isEqualTo(25);
  }
}
