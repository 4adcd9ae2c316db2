package io.portcullis.stacks;

import io.portcullis.constructs.InferenceFoundation;
import io.portcullis.constructs.InferenceGateway;
import io.portcullis.stacks.environment.EnvironmentConfig;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** What serves: the network, the proxy, the API, its firewall and the alarms. */
public final class GatewayStack extends Stack {
  private final InferenceGateway gateway;
  private final List<String> availabilityZones;

  GatewayStack(
      Construct scope, String id, EnvironmentConfig config, InferenceFoundation foundation) {
    super(scope, id, StackProps.builder().terminationProtection(config.retainData()).build());
    availabilityZones = config.availabilityZones();
    gateway =
        InferenceGateway.Builder.create(this, "Gateway")
            .foundation(foundation)
            .endpointUrl(config.endpoint().url())
            .privateLinkService(config.endpoint().privateLinkService())
            .availabilityZones(config.availabilityZones())
            .customers(config.gatewayCustomers())
            .rateLimit(config.firewall().rateLimit())
            .logRetention(config.logRetention())
            .removalPolicy(config.retainData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
            .build();
    outputs(config);
  }

  /** The environment's own, so that nothing is looked up in the account. */
  @Override
  public List<String> getAvailabilityZones() {
    return availabilityZones;
  }

  public InferenceGateway getGateway() {
    return gateway;
  }

  private void outputs(EnvironmentConfig config) {
    output("Url", "Address of the front door, clients add /v1", gateway.getApi().getUrl());
    output(
        "AlarmTopicArn",
        "Topic to subscribe whoever answers alarms to",
        gateway.getAlarms().getTopic().getTopicArn());
    output("ApiKeyIds", "Id, not value, of each customer's API key", apiKeyIds(config));
  }

  private String apiKeyIds(EnvironmentConfig config) {
    var keys = gateway.getApi().getCustomers().iterator();
    return config.gatewayCustomers().stream()
        .map(customer -> customer.name() + "=" + keys.next().getApiKey().getKeyId())
        .collect(Collectors.joining(" "));
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(this, id).description(description).value(value).build();
  }
}
