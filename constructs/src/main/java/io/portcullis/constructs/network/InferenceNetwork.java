package io.portcullis.constructs.network;

import io.portcullis.constructs.policy.Findings;
import java.util.List;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The network of the proxy: isolated subnets without any route to the internet, and the two
 * interface endpoints that the proxy needs, to Secrets Manager and to Hugging Face.
 */
public final class InferenceNetwork extends Construct {
  private final Vpc vpc;
  private final SecurityGroup proxySecurityGroup;
  private final SecurityGroup secretsManagerSecurityGroup;
  private final InterfaceVpcEndpoint secretsManagerEndpoint;
  private final HuggingFacePrivateLink privateLink;
  private final LogGroup flowLog;

  public InferenceNetwork(Construct scope, String id, InferenceNetworkProps props) {
    super(scope, id);
    vpc = vpc(props);
    proxySecurityGroup = securityGroup("ProxySecurityGroup", "Inference proxy");
    secretsManagerSecurityGroup =
        securityGroup("SecretsManagerSecurityGroup", "Interface endpoint of Secrets Manager");
    secretsManagerEndpoint = secretsManagerEndpoint(props);
    privateLink = privateLink(props);
    flowLog = flowLog(props);
    connect();
    acknowledgeFindings();
  }

  public Vpc getVpc() {
    return vpc;
  }

  /** Security group of the proxy: out to the two interface endpoints on port 443, nothing in. */
  public SecurityGroup getProxySecurityGroup() {
    return proxySecurityGroup;
  }

  public InterfaceVpcEndpoint getSecretsManagerEndpoint() {
    return secretsManagerEndpoint;
  }

  public HuggingFacePrivateLink getPrivateLink() {
    return privateLink;
  }

  public LogGroup getFlowLog() {
    return flowLog;
  }

  private Vpc vpc(InferenceNetworkProps props) {
    var vpc =
        Vpc.Builder.create(this, "Resource")
            .natGateways(0)
            .createInternetGateway(false)
            .restrictDefaultSecurityGroup(false)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .cidrMask(24)
                        .build()));
    if (props.availabilityZones().isEmpty()) {
      return vpc.maxAzs(2).build();
    }
    return vpc.availabilityZones(props.availabilityZones()).build();
  }

  private void acknowledgeFindings() {
    Findings.acknowledge(
        vpc,
        "NIST.800.53.R5-VPCDefaultSecurityGroupClosed",
        "Nothing is attached to it; closing it takes a function with a log group kept for ever");
    Findings.acknowledge(
        vpc,
        "CloudFormation-Validate::W3010",
        "The zones must be those in which Hugging Face offers its service");
    Findings.acknowledgeInlinePolicy(vpc.getNode().findChild("FlowLog"));
  }

  private SecurityGroup securityGroup(String id, String description) {
    return SecurityGroup.Builder.create(this, id)
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  /**
   * Its policy admits one role to one secret, so that stolen credentials of another cannot use this
   * way.
   */
  private InterfaceVpcEndpoint secretsManagerEndpoint(InferenceNetworkProps props) {
    var endpoint =
        InterfaceVpcEndpoint.Builder.create(this, "SecretsManagerEndpoint")
            .vpc(vpc)
            .service(InterfaceVpcEndpointAwsService.SECRETS_MANAGER)
            .subnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
            .securityGroups(List.of(secretsManagerSecurityGroup))
            .open(false)
            .build();
    endpoint.addToPolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ArnPrincipal(props.proxyRole().getRoleArn())))
            .actions(List.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"))
            .resources(List.of(props.tokenSecret().getSecretArn()))
            .build());
    return endpoint;
  }

  private HuggingFacePrivateLink privateLink(InferenceNetworkProps props) {
    return HuggingFacePrivateLink.Builder.create(this, "PrivateLink")
        .vpc(vpc)
        .serviceName(props.privateLinkService())
        .clientSecurityGroup(proxySecurityGroup)
        .build();
  }

  /**
   * Every connection, taken and refused: who talked to whom is the first question after an
   * incident.
   */
  private LogGroup flowLog(InferenceNetworkProps props) {
    var logGroup =
        LogGroup.Builder.create(this, "FlowLogGroup")
            .encryptionKey(props.encryptionKey().orElse(null))
            .retention(props.logRetention())
            .removalPolicy(props.removalPolicy())
            .build();
    vpc.addFlowLog(
        "FlowLog",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(logGroup))
            .trafficType(FlowLogTrafficType.ALL)
            .build());
    return logGroup;
  }

  private void connect() {
    secretsManagerSecurityGroup.addIngressRule(
        proxySecurityGroup, Port.tcp(443), "HTTPS from the proxy");
    proxySecurityGroup.addEgressRule(
        secretsManagerSecurityGroup, Port.tcp(443), "HTTPS to Secrets Manager");
    proxySecurityGroup.addEgressRule(
        privateLink.getSecurityGroup(), Port.tcp(443), "HTTPS to Hugging Face");
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
