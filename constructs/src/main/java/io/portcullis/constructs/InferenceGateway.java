package io.portcullis.constructs;

import io.portcullis.constructs.alarms.GatewayAlarms;
import io.portcullis.constructs.api.InferenceApi;
import io.portcullis.constructs.firewall.ApiFirewall;
import io.portcullis.constructs.network.InferenceNetwork;
import io.portcullis.constructs.proxy.InferenceProxy;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

/**
 * The whole front door of one Hugging Face Inference Endpoint: network, proxy, API, firewall and
 * alarms, on a {@link InferenceFoundation}.
 *
 * <pre>{@code
 * InferenceGateway.Builder.create(this, "Gateway")
 *     .endpointUrl("https://abcdefgh12345678.us-east-1.aws.endpoints.huggingface.cloud")
 *     .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
 *     .customers(List.of(acme))
 *     .build();
 * }</pre>
 */
public final class InferenceGateway extends Construct {
  private final InferenceFoundation foundation;
  private final InferenceNetwork network;
  private final InferenceProxy proxy;
  private final InferenceApi api;
  private final ApiFirewall firewall;
  private final GatewayAlarms alarms;

  public InferenceGateway(Construct scope, String id, InferenceGatewayProps props) {
    super(scope, id);
    foundation = props.foundation().orElseGet(() -> newFoundation(props));
    network = network(props);
    proxy = proxy(props);
    api = api(props);
    firewall = firewall(props);
    alarms = alarms();
  }

  public InferenceFoundation getFoundation() {
    return foundation;
  }

  public InferenceNetwork getNetwork() {
    return network;
  }

  public InferenceProxy getProxy() {
    return proxy;
  }

  public InferenceApi getApi() {
    return api;
  }

  public ApiFirewall getFirewall() {
    return firewall;
  }

  public GatewayAlarms getAlarms() {
    return alarms;
  }

  private InferenceFoundation newFoundation(InferenceGatewayProps props) {
    return InferenceFoundation.Builder.create(this, "Foundation")
        .logRetention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private InferenceNetwork network(InferenceGatewayProps props) {
    return InferenceNetwork.Builder.create(this, "Network")
        .availabilityZones(props.availabilityZones())
        .privateLinkService(props.privateLinkService())
        .tokenSecret(foundation.getToken().getSecret())
        .proxyRole(foundation.getProxyRole().getRole())
        .encryptionKey(foundation.getEncryptionKey())
        .logRetention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private InferenceProxy proxy(InferenceGatewayProps props) {
    return InferenceProxy.Builder.create(this, "Proxy")
        .endpointUrl(props.endpointUrl())
        .tokenSecret(foundation.getToken().getSecret())
        .role(foundation.getProxyRole().getRole())
        .vpc(network.getVpc())
        .securityGroup(network.getProxySecurityGroup())
        .encryptionKey(foundation.getEncryptionKey())
        .logRetention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private InferenceApi api(InferenceGatewayProps props) {
    return InferenceApi.Builder.create(this, "Api")
        .proxy(proxy.getAlias())
        .customers(props.customers())
        .encryptionKey(foundation.getEncryptionKey())
        .logRetention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private ApiFirewall firewall(InferenceGatewayProps props) {
    return ApiFirewall.Builder.create(this, "Firewall")
        .apiStage(api.getRestApi().getDeploymentStage())
        .allowedCidrs(
            props.customers().stream()
                .flatMap(customer -> customer.sourceCidrs().stream())
                .distinct()
                .toList())
        .rateLimit(props.rateLimit())
        .encryptionKey(foundation.getEncryptionKey())
        .logRetention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private GatewayAlarms alarms() {
    return GatewayAlarms.Builder.create(this, "Alarms")
        .serverErrors(
            api.getRestApi()
                .metricServerError(
                    MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build()))
        .firewallBlocks(firewall.metricBlocked())
        .encryptionKey(foundation.getEncryptionKey())
        .build();
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static InferenceGatewayProps.Builder<InferenceGateway> create(
        Construct scope, String id) {
      return new InferenceGatewayProps.Builder<>(props -> new InferenceGateway(scope, id, props));
    }
  }
}
