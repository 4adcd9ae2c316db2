package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AbuseAlarmsTest {
  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void aThousandRequestsThatTheFirewallRefusesRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "firewallBlocks",
        """
        {
          "Namespace": "Test", "MetricName": "firewallBlocks", "Statistic": "Sum", "Period": 300,
          "Threshold": 1000,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The firewall refuses many requests. Look at the rule and the address in its log, see docs/runbook.md#firewall-blocks"
        }
        """);
  }

  @Test
  void aHundredRequestsThatALayerRefusesRaiseItsOwnAlarm_byDefault() {
    var alarms = gateway.alarms().build().getAlarms();

    assertThat(alarms).containsKeys("Refusals/network", "Refusals/plan");
    gateway.assertAlarm(
        "refusedNetwork",
        """
        {
          "Namespace": "Test", "MetricName": "refusedNetwork", "Statistic": "Sum", "Period": 300,
          "Threshold": 100,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "The layer 'network' refuses many requests. Look at 'refused_by' and 'source_ip' in the access log, see docs/runbook.md#refusals"
        }
        """);
    assertThat(gateway.alarmOn("refusedPlan").get("Threshold").intValue()).isEqualTo(100);
  }

  @Test
  void oneCallWithAnothersKeyRaisesAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "proxyIdentity",
        """
        {
          "Namespace": "Test", "MetricName": "proxyIdentity", "Statistic": "Sum", "Period": 300,
          "Threshold": 1,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "A key comes without its caller's identity, or from elsewhere. Look at 'api_key_id' and 'source_ip' in the access log, see docs/runbook.md#key-mismatches"
        }
        """);
  }

  @Test
  void noCallWithAnothersKeyIsWatchedFor_whereTheProxyDoesNotLook() {
    gateway
        .alarms()
        .metrics(
            GatewayWithAlarms.metrics()
                .refusedByProxy(Map.of("token", GatewayWithAlarms.metric("proxyToken")))
                .build())
        .build();

    assertThat(gateway.stack.getNode().tryFindChild("Alarms").getNode().findAll())
        .noneMatch(construct -> construct.getNode().getId().equals("KeyMismatches"));
  }

  @Test
  void fiftyRequestsThatCameTooOftenRaiseAnAlarm_byDefault() {
    gateway.alarms().build();

    gateway.assertAlarm(
        "duplicates",
        """
        {
          "Namespace": "Test", "MetricName": "duplicates", "Statistic": "Sum", "Period": 300,
          "Threshold": 50,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "A client sends the same request again and again. Look at 'customer' of the code 'guard_duplicates' in the proxy's log, see docs/runbook.md#duplicates"
        }
        """);
  }

  @Test
  void fourFifthsOfWhatItsRateAllowsRaiseACustomersAlarm_byDefault() {
    var alarms = gateway.alarms().build().getAlarms();

    assertThat(alarms).containsKeys("Scraping/acme", "Scraping/globex-labs");
    gateway.assertAlarm(
        "callsAcme",
        """
        {
          "Namespace": "Test", "MetricName": "callsAcme", "Statistic": "Sum", "Period": 300,
          "Threshold": 1200,
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "EvaluationPeriods": 1,
          "TreatMissingData": "notBreaching",
          "AlarmDescription": "A customer calls nearly as much as its plan allows. Look at its calls in the access log, see docs/runbook.md#scraping"
        }
        """);
    assertThat(gateway.alarmOn("callsGlobex").get("Threshold").intValue()).isEqualTo(480);
  }

  @Test
  void takesOtherThresholds() {
    gateway.alarms(
        AlarmThresholds.builder()
            .firewallBlocks(50)
            .refusals(20)
            .keyMismatches(2)
            .duplicates(3)
            .callShare(0.5));

    assertThat(gateway.alarmOn("firewallBlocks").get("Threshold").intValue()).isEqualTo(50);
    assertThat(gateway.alarmOn("refusedNetwork").get("Threshold").intValue()).isEqualTo(20);
    assertThat(gateway.alarmOn("proxyIdentity").get("Threshold").intValue()).isEqualTo(2);
    assertThat(gateway.alarmOn("duplicates").get("Threshold").intValue()).isEqualTo(3);
    assertThat(gateway.alarmOn("callsAcme").get("Threshold").intValue()).isEqualTo(750);
  }

  @Test
  void oneCallAtLeastIsAllowed() {
    gateway.alarms(AlarmThresholds.builder().callShare(0.0001));

    assertThat(gateway.alarmOn("callsAcme").get("Threshold").intValue()).isEqualTo(1);
  }
}
