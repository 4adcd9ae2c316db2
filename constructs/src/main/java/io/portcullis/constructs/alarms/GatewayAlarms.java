package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * The alarms of a gateway and the topic that they notify. Subscribe a person or a pager to the
 * topic.
 */
public final class GatewayAlarms extends Construct {
  private final Topic topic;
  private final Alarm serverErrors;
  private final Alarm firewallBlocks;

  public GatewayAlarms(Construct scope, String id, GatewayAlarmsProps props) {
    super(scope, id);
    topic = topic(props);
    serverErrors =
        alarm(
            "ServerErrors",
            props.serverErrors(),
            props.serverErrorThreshold(),
            "Callers get server errors: look at 'code' and 'layer' in the proxy's log");
    firewallBlocks =
        alarm(
            "FirewallBlocks",
            props.firewallBlocks(),
            props.firewallBlockThreshold(),
            "The firewall refuses many requests: look at 'source_ip' in the access log");
  }

  public Topic getTopic() {
    return topic;
  }

  public Alarm getServerErrors() {
    return serverErrors;
  }

  public Alarm getFirewallBlocks() {
    return firewallBlocks;
  }

  /**
   * A policy of its own replaces the one that lets the account's alarms publish, so it says so
   * again.
   */
  private Topic topic(GatewayAlarmsProps props) {
    var topic =
        Topic.Builder.create(this, "Topic")
            .masterKey(props.encryptionKey().orElse(null))
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
    return topic;
  }

  /** Without traffic there is nothing to count, and nothing to alarm about. */
  private Alarm alarm(String id, Metric metric, Number threshold, String description) {
    var alarm =
        Alarm.Builder.create(this, id)
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .alarmDescription(description)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static GatewayAlarmsProps.Builder<GatewayAlarms> create(Construct scope, String id) {
      return new GatewayAlarmsProps.Builder<>(props -> new GatewayAlarms(scope, id, props));
    }
  }
}
