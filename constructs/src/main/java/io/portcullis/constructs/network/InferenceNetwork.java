package io.portcullis.constructs.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The network of the proxy: where it runs, and what it can reach from there.
 *
 * <p>At the level {@link SecurityLevel#PRIVATE} no route leads out; at the others one NAT gateway
 * does. At every level nothing comes in; Secrets Manager and DynamoDB are reached by endpoints that
 * admit one role to one secret and one table; and no name but theirs and the Inference Endpoint's
 * can be resolved.
 */
public final class InferenceNetwork extends Construct {
  private static final String FROM_THE_PROXY = "HTTPS from the proxy";

  private final InferenceNetworkProps props;
  private final IVpc vpc;
  private final Optional<LogGroup> flowLog;
  private final SubnetSelection proxySubnets;
  private final SecurityGroup proxySecurityGroup;
  private final ServiceEndpoint secretsManager;
  private final Optional<DynamoDbEndpoint> dynamoDb;
  private final Optional<HuggingFacePrivateLink> privateLink;
  private final Optional<DnsFirewall> dnsFirewall;

  public InferenceNetwork(Construct scope, String id, InferenceNetworkProps props) {
    super(scope, id);
    this.props = props;
    NetworkChoices.require(props);
    AvailabilityZones.requireRegion("availabilityZones", props.availabilityZones(), this);
    vpc = props.vpc().orElseGet(() -> newVpc(props));
    flowLog = flowLog(props);
    proxySubnets = proxySubnets(props);
    proxySecurityGroup = proxySecurityGroup();
    secretsManager = secretsManager();
    dynamoDb = dynamoDb(props);
    privateLink = privateLink(props);
    dnsFirewall = dnsFirewall(props);
    connect(props.securityLevel());
  }

  /**
   * Lets the proxy's role write into one log group of CloudWatch Logs: through an interface
   * endpoint at the level PRIVATE, where no other way leads out. A VPC of your own must then not
   * have one with private DNS. At most once.
   */
  public void addLogGroup(ILogGroup logGroup) {
    dnsFirewall.ifPresent(firewall -> firewall.allow(regional("logs")));
    if (props.securityLevel() == SecurityLevel.PRIVATE) {
      var logs =
          new ServiceEndpoint(
              this,
              "Logs",
              vpc,
              proxySubnets,
              "logs",
              "Interface endpoint of CloudWatch Logs",
              ofTheProxy(
                  List.of("logs:CreateLogStream", "logs:PutLogEvents"), logGroup.getLogGroupArn()));
      logs.admit(proxySecurityGroup, FROM_THE_PROXY);
      letOut(logs.getSecurityGroup(), "HTTPS to CloudWatch Logs");
    }
  }

  public IVpc getVpc() {
    return vpc;
  }

  /** Subnets that the proxy runs in. */
  public SubnetSelection getProxySubnets() {
    return proxySubnets;
  }

  /** Security group of the proxy: out on port 443 as far as its level lets it, nothing in. */
  public SecurityGroup getProxySecurityGroup() {
    return proxySecurityGroup;
  }

  public InterfaceVpcEndpoint getSecretsManagerEndpoint() {
    return secretsManager.getEndpoint();
  }

  /** Endpoint of DynamoDB, if there is a table. */
  public Optional<GatewayVpcEndpoint> getDynamoDbEndpoint() {
    return dynamoDb.map(DynamoDbEndpoint::getEndpoint);
  }

  /** The way to Hugging Face, at the level PRIVATE. */
  public Optional<HuggingFacePrivateLink> getPrivateLink() {
    return privateLink;
  }

  /** What limits the names that can be resolved, unless a VPC of one's own goes without. */
  public Optional<DnsFirewall> getDnsFirewall() {
    return dnsFirewall;
  }

  /** Log of every connection, if the VPC is not one's own. */
  public Optional<LogGroup> getFlowLog() {
    return flowLog;
  }

  private IVpc newVpc(InferenceNetworkProps props) {
    return new NetworkVpc("Proxy", natGateway(props), props.availabilityZones(), props.logs())
        .create(this, "Resource");
  }

  private static Optional<NatGatewayType> natGateway(InferenceNetworkProps props) {
    return props.securityLevel() == SecurityLevel.PRIVATE
        ? Optional.empty()
        : Optional.of(props.natGateway().orElse(NatGatewayType.ZONAL));
  }

  private Optional<LogGroup> flowLog(InferenceNetworkProps props) {
    return props.vpc().isPresent()
        ? Optional.empty()
        : Optional.of(NetworkVpc.logFlows(this, vpc, props.logs()));
  }

  private static SubnetSelection proxySubnets(InferenceNetworkProps props) {
    return props
        .vpcSubnets()
        .orElseGet(
            () ->
                SubnetSelection.builder()
                    .subnetType(props.securityLevel().proxySubnetType())
                    .build());
  }

  private SecurityGroup proxySecurityGroup() {
    return SecurityGroup.Builder.create(this, "ProxySecurityGroup")
        .vpc(vpc)
        .description("Inference proxy")
        .allowAllOutbound(false)
        .build();
  }

  private ServiceEndpoint secretsManager() {
    return new ServiceEndpoint(
        this,
        "SecretsManager",
        vpc,
        proxySubnets,
        "secretsmanager",
        "Interface endpoint of Secrets Manager",
        ofTheProxy(
            List.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
            props.tokenSecret().getSecretArn()));
  }

  private PolicyStatement ofTheProxy(List<String> actions, String resource) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new ArnPrincipal(props.proxyRole().getRoleArn())))
        .actions(actions)
        .resources(List.of(resource))
        .build();
  }

  private Optional<DynamoDbEndpoint> dynamoDb(InferenceNetworkProps props) {
    return props
        .table()
        .map(table -> new DynamoDbEndpoint(this, "DynamoDb", vpc, proxySubnets, table, props));
  }

  private Optional<HuggingFacePrivateLink> privateLink(InferenceNetworkProps props) {
    return props
        .privateLinkService()
        .map(
            serviceName ->
                HuggingFacePrivateLink.Builder.create(this, "PrivateLink")
                    .vpc(vpc)
                    .vpcSubnets(proxySubnets)
                    .availabilityZones(props.privateLinkAvailabilityZones())
                    .serviceName(serviceName)
                    .clientSecurityGroup(proxySecurityGroup)
                    .privateHostedZone(props.privateHostedZone())
                    .endpointHost(EndpointUrl.host(props.endpointUrl()))
                    .build());
  }

  private Optional<DnsFirewall> dnsFirewall(InferenceNetworkProps props) {
    if (!NetworkChoices.hasDnsFirewall(props)) {
      return Optional.empty();
    }
    return Optional.of(
        DnsFirewall.Builder.create(this, "DnsFirewall")
            .vpc(vpc)
            .allowedDomains(allowedDomains(props))
            .build());
  }

  /** What the proxy calls, and nothing else: the endpoint, its token's secret, its table. */
  private List<String> allowedDomains(InferenceNetworkProps props) {
    var domains = new ArrayList<String>();
    domains.add(EndpointUrl.host(props.endpointUrl()));
    domains.add(regional("secretsmanager"));
    if (props.table().isPresent()) {
      domains.add(regional("dynamodb"));
      // The SDK's choice where it knows its account ("Account-based endpoints", AWS SDKs and
      // Tools).
      domains.add(regional(Stack.of(this).getAccount() + ".ddb"));
    }
    domains.addAll(props.allowedDomains());
    return domains;
  }

  private String regional(String service) {
    return "%s.%s.%s".formatted(service, Stack.of(this).getRegion(), Aws.URL_SUFFIX);
  }

  private void connect(SecurityLevel level) {
    secretsManager.admit(proxySecurityGroup, FROM_THE_PROXY);
    if (level == SecurityLevel.PRIVATE) {
      letOutToEndpoints();
    } else {
      letOutToTheInternet();
    }
  }

  /**
   * The first rule leads nowhere: only a rule of the group itself is sure to replace the one with
   * which EC2 lets everything out (AWS CloudFormation Template Reference,
   * "AWS::EC2::SecurityGroup", "Remove the default rule").
   */
  private void letOutToEndpoints() {
    letOut(Peer.ipv4("127.0.0.1/32"), "Nowhere, in place of the rule that lets everything out");
    letOut(secretsManager.getSecurityGroup(), "HTTPS to Secrets Manager");
    privateLink.ifPresent(link -> letOut(link.getSecurityGroup(), "HTTPS to Hugging Face"));
    dynamoDb.ifPresent(endpoint -> letOut(endpoint.addresses(), "HTTPS to DynamoDB"));
  }

  /** To any address, because Hugging Face does not say which are its own; the names are limited. */
  private void letOutToTheInternet() {
    letOut(Peer.anyIpv4(), "HTTPS to Hugging Face, whose addresses are unknown");
  }

  private void letOut(IPeer peer, String description) {
    proxySecurityGroup.addEgressRule(peer, Port.tcp(443), description);
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static InferenceNetworkProps.Builder<InferenceNetwork> create(
        Construct scope, String id) {
      return new InferenceNetworkProps.Builder<>(props -> new InferenceNetwork(scope, id, props));
    }
  }
}
