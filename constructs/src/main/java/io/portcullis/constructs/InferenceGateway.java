package io.portcullis.constructs;

import io.portcullis.constructs.alarms.GatewayAlarms;
import io.portcullis.constructs.alarms.GatewayDashboard;
import io.portcullis.constructs.api.InferenceApi;
import io.portcullis.constructs.authorizer.JwtAuthorizer;
import io.portcullis.constructs.firewall.ApiFirewall;
import io.portcullis.constructs.firewall.ApiFirewallProps;
import io.portcullis.constructs.network.InferenceNetwork;
import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.policy.DataClass;
import io.portcullis.constructs.policy.Findings;
import io.portcullis.constructs.proxy.InferenceProxy;
import java.util.Optional;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/**
 * The whole front door of one Hugging Face Inference Endpoint: network, proxy, API, firewall,
 * alarms and dashboard, on a {@link InferenceFoundation}.
 *
 * <pre>{@code
 * InferenceGateway.Builder.create(this, "Gateway")
 *     .endpointUrl("https://abcdefgh12345678.us-east-1.aws.endpoints.huggingface.cloud")
 *     .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
 *     .customers(List.of(acme))
 *     .firewall(firewall -> firewall.countedRules(Set.of(FirewallRule.COUNTRY)))
 *     .build();
 * }</pre>
 */
public final class InferenceGateway extends Construct {
  /** AWS WAF counts over this time. */
  private static final int RATE_WINDOW_SECONDS = 300;

  /** What a firewall admits at least, however small the plans are. */
  private static final int LEAST_RATE_LIMIT = 2000;

  private final InferenceFoundation foundation;
  private final InferenceNetwork network;
  private final InferenceProxy proxy;
  private final Optional<JwtAuthorizer> authorizer;
  private final InferenceApi api;
  private final Optional<ApiFirewall> firewall;
  private final GatewayAlarms alarms;
  private final GatewayDashboard dashboard;

  public InferenceGateway(Construct scope, String id, InferenceGatewayProps props) {
    super(scope, id);
    foundation = props.foundation().orElseGet(() -> newFoundation(props));
    network = network(props);
    proxy = proxy(props);
    GraceRule.require(foundation.getToken(), proxy);
    proxy.getBodyLog().ifPresent(network::addLogGroup);
    authorizer = authorizer(props);
    api = api(props);
    firewall = firewall(props);
    alarms = alarms(props);
    dashboard = dashboard();
    tag(props);
    acknowledgeFindings(props);
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

  /** Empty where callers sign, or are not asked who they are. */
  public Optional<JwtAuthorizer> getAuthorizer() {
    return authorizer;
  }

  public InferenceApi getApi() {
    return api;
  }

  /** Empty behind a web ACL of one's own. */
  public Optional<ApiFirewall> getFirewall() {
    return firewall;
  }

  public GatewayAlarms getAlarms() {
    return alarms;
  }

  public GatewayDashboard getDashboard() {
    return dashboard;
  }

  private InferenceFoundation newFoundation(InferenceGatewayProps props) {
    return InferenceFoundation.Builder.create(this, "Foundation")
        .logRetention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private InferenceNetwork network(InferenceGatewayProps props) {
    var network =
        InferenceNetwork.Builder.create(this, "Network")
            .securityLevel(props.securityLevel())
            .endpointUrl(props.endpointUrl())
            .availabilityZones(props.availabilityZones())
            .tokenSecret(foundation.getToken().getSecret())
            .proxyRole(foundation.getProxyRole().getRole())
            .table(foundation.getTable())
            .encryptionKey(foundation.getEncryptionKey())
            .logRetention(props.logRetention())
            .removalPolicy(props.removalPolicy());
    props.privateLinkService().ifPresent(network::privateLinkService);
    props.network().accept(network);
    return network.build();
  }

  private InferenceProxy proxy(InferenceGatewayProps props) {
    var proxy =
        InferenceProxy.Builder.create(this, "Proxy")
            .endpointUrl(props.endpointUrl())
            .tokenSecret(foundation.getToken().getSecret())
            .role(foundation.getProxyRole().getRole())
            .vpc(network.getVpc())
            .vpcSubnets(network.getProxySubnets())
            .securityGroup(network.getProxySecurityGroup())
            .table(foundation.getTable())
            .encryptionKey(foundation.getEncryptionKey())
            .logRetention(props.logRetention())
            .removalPolicy(props.removalPolicy());
    props.proxy().accept(proxy);
    return proxy.build();
  }

  private Optional<JwtAuthorizer> authorizer(InferenceGatewayProps props) {
    return props
        .authorizer()
        .map(
            choices -> {
              var authorizer =
                  JwtAuthorizer.Builder.create(this, "Authorizer")
                      .encryptionKey(foundation.getEncryptionKey())
                      .logRetention(props.logRetention())
                      .removalPolicy(props.removalPolicy());
              choices.accept(authorizer);
              return authorizer.build();
            });
  }

  private InferenceApi api(InferenceGatewayProps props) {
    var api =
        InferenceApi.Builder.create(this, "Api")
            .proxy(proxy.getAlias())
            .responseTransferMode(proxy.getResponseTransferMode())
            .customers(props.customers())
            .encryptionKey(foundation.getEncryptionKey())
            .logRetention(props.logRetention())
            .removalPolicy(props.removalPolicy());
    authorizer.ifPresent(present -> api.authorizer(present.getAuthorizer()));
    props.api().accept(api);
    return api.build();
  }

  private Optional<ApiFirewall> firewall(InferenceGatewayProps props) {
    if (props.webAclArn().isPresent()) {
      CfnWebACLAssociation.Builder.create(this, "WebAclAssociation")
          .resourceArn(api.getRestApi().getDeploymentStage().getStageArn())
          .webAclArn(props.webAclArn().get())
          .build();
      return Optional.empty();
    }
    var firewall =
        ApiFirewall.Builder.create(this, "Firewall")
            .apiStage(api.getRestApi().getDeploymentStage())
            .rateLimit(rateLimit(props))
            .keyRateLimit(rateLimit(props))
            .encryptionKey(foundation.getEncryptionKey())
            .logRetention(props.logRetention())
            .removalPolicy(props.removalPolicy());
    admitNetworks(firewall, props);
    props.firewall().accept(firewall);
    return Optional.of(firewall.build());
  }

  /** A customer without ranges comes by a VPC endpoint, which the API's own policy checks. */
  private static void admitNetworks(
      ApiFirewallProps.Builder<ApiFirewall> firewall, InferenceGatewayProps props) {
    if (props.customers().stream().anyMatch(customer -> customer.sourceCidrs().isEmpty())) {
      firewall.anyNetworkAllowed(true);
    } else {
      firewall.allowedCidrs(
          props.customers().stream()
              .flatMap(customer -> customer.sourceCidrs().stream())
              .distinct()
              .toList());
    }
  }

  /** Twice what the largest plan allows: a flood, and no customer who uses the plan up. */
  private static int rateLimit(InferenceGatewayProps props) {
    var largest =
        props.customers().stream().mapToInt(customer -> customer.plan().rate()).max().orElse(0);
    return Math.max(LEAST_RATE_LIMIT, 2 * largest * RATE_WINDOW_SECONDS);
  }

  private GatewayAlarms alarms(InferenceGatewayProps props) {
    var alarms =
        GatewayAlarms.Builder.create(this, "Alarms")
            .metrics(Measurements.of(this, props.customers()))
            .encryptionKey(foundation.getEncryptionKey());
    props.alarms().accept(alarms);
    return alarms.build();
  }

  /** So that policies, and whoever audits the account, know what the API is for. */
  private void tag(InferenceGatewayProps props) {
    var tags = Tags.of(api.getRestApi());
    tags.add(DataClass.TAG, props.dataClass().tagValue());
    tags.add(SecurityLevel.TAG, props.securityLevel().tagValue());
  }

  /** For any other data, the rule of three asks for an identity. */
  private void acknowledgeFindings(InferenceGatewayProps props) {
    if (props.dataClass() == DataClass.PUBLIC
        && api.getAuthorizationType() == AuthorizationType.NONE) {
      var reason = "Public data alone: callers are limited, and need not say who they are";
      Findings.acknowledge(api.getRestApi(), "AwsSolutions-APIG4", reason);
      Findings.acknowledge(api.getRestApi(), "AwsSolutions-COG4", reason);
    }
  }

  private GatewayDashboard dashboard() {
    return GatewayDashboard.Builder.create(this, "Dashboard").alarms(alarms).build();
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
