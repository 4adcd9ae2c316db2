package io.portcullis.stacks;

import io.portcullis.constructs.InferenceFoundation;
import io.portcullis.constructs.InferenceGateway;
import io.portcullis.constructs.api.CustomerAccess;
import io.portcullis.stacks.environment.EnvironmentConfig;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** What serves: the network, the proxy, the API, its firewall, the alarms and the dashboard. */
public final class GatewayStack extends Stack {
  private final InferenceGateway gateway;
  private final List<String> availabilityZones;

  GatewayStack(
      Construct scope,
      String id,
      String environment,
      EnvironmentConfig config,
      InferenceFoundation foundation) {
    super(scope, id, StackProps.builder().terminationProtection(config.retainData()).build());
    availabilityZones = config.availabilityZones();
    gateway = new GatewayParts(this, environment, config).gateway("Gateway", foundation);
    config
        .alarms()
        .emails()
        .forEach(
            email -> gateway.getAlarms().getTopic().addSubscription(new EmailSubscription(email)));
    outputs();
  }

  /** The environment's own, so that nothing is looked up in the account. */
  @Override
  public List<String> getAvailabilityZones() {
    return availabilityZones;
  }

  public InferenceGateway getGateway() {
    return gateway;
  }

  private void outputs() {
    output("Url", "Address of the front door, clients add /v1", gateway.getApi().getUrl());
    output(
        "AlarmTopicArn",
        "Topic that tells whoever is woken, once for an incident",
        gateway.getAlarms().getTopic().getTopicArn());
    output(
        "AlarmDetailTopicArn",
        "Topic that tells of every alarm by itself",
        gateway.getAlarms().getDetailTopic().getTopicArn());
    output("ApiKeyIds", "Id, not value, of each customer's API keys by their names", apiKeyIds());
    output(
        "DashboardName",
        "CloudWatch dashboard: is it up, who is refused where, how fast, how much",
        gateway.getDashboard().getDashboard().getDashboardName());
    gateway
        .getFirewall()
        .ifPresent(
            firewall ->
                output(
                    "FirewallCapacity",
                    "Web ACL capacity units of 5,000; above 1,500 each request costs more",
                    Integer.toString(firewall.getCapacity())));
  }

  private String apiKeyIds() {
    return gateway.getApi().getCustomers().stream()
        .flatMap(GatewayStack::apiKeyIds)
        .collect(Collectors.joining(" "));
  }

  private static Stream<String> apiKeyIds(CustomerAccess customer) {
    return customer.getApiKeys().entrySet().stream()
        .map(
            key ->
                "%s/%s=%s"
                    .formatted(
                        customer.getNode().getId(), key.getKey(), key.getValue().getKeyId()));
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(this, id).description(description).value(value).build();
  }
}
