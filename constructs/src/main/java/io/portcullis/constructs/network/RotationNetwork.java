package io.portcullis.constructs.network;

import io.portcullis.constructs.token.HuggingFaceToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The network of the rotation function alone, from which no name but Hugging Face's and Secrets
 * Manager's can be resolved. One NAT gateway leads out, since nothing else leads to huggingface.co;
 * nothing comes in.
 *
 * <pre>{@code
 * var network = RotationNetwork.Builder.create(this, "RotationNetwork").build();
 * var token =
 *     HuggingFaceToken.Builder.create(this, "Token")
 *         .vpc(network.getVpc())
 *         .vpcSubnets(network.getRotationSubnets())
 *         .build();
 * network.connect(token);
 * }</pre>
 */
public final class RotationNetwork extends Construct {
  private static final List<String> HUGGING_FACE =
      List.of("huggingface.co", "api.endpoints.huggingface.cloud");

  private final Vpc vpc;
  private final LogGroup flowLog;
  private final SubnetSelection rotationSubnets;
  private final DnsFirewall dnsFirewall;
  private Optional<InterfaceVpcEndpoint> secretsManagerEndpoint = Optional.empty();

  public RotationNetwork(Construct scope, String id, RotationNetworkProps props) {
    super(scope, id);
    AvailabilityZones.requireRegion("availabilityZones", props.availabilityZones(), this);
    vpc = vpc(props);
    flowLog = NetworkVpc.logFlows(this, vpc, props.logs());
    rotationSubnets = SubnetSelection.builder().subnetType(SubnetType.PRIVATE_WITH_EGRESS).build();
    dnsFirewall = dnsFirewall(props);
  }

  /**
   * Leads a token's rotation function, and nobody else, to its secrets. The endpoint stands with
   * the token, whose role and secrets its policy names: so the network may stand in another stack,
   * which need not refer back.
   *
   * @throws IllegalStateException if another token has it already
   */
  public void connect(HuggingFaceToken token) {
    if (secretsManagerEndpoint.isPresent()) {
      throw new IllegalStateException(
          "'token' must be the only one of a rotation network, give '%s' a network of its own"
              .formatted(token.getNode().getPath()));
    }
    var endpoint =
        new ServiceEndpoint(
            token,
            "SecretsManager",
            vpc,
            rotationSubnets,
            "secretsmanager",
            "Interface endpoint of Secrets Manager",
            secretsOf(token));
    token
        .getSecurityGroups()
        .forEach(group -> endpoint.admit(group, "HTTPS from the rotation function"));
    secretsManagerEndpoint = Optional.of(endpoint.getEndpoint());
  }

  public Vpc getVpc() {
    return vpc;
  }

  /** Subnets that the rotation function runs in. */
  public SubnetSelection getRotationSubnets() {
    return rotationSubnets;
  }

  public DnsFirewall getDnsFirewall() {
    return dnsFirewall;
  }

  /** Log of every connection. */
  public LogGroup getFlowLog() {
    return flowLog;
  }

  /** The way to Secrets Manager, once a token is connected. */
  public Optional<InterfaceVpcEndpoint> getSecretsManagerEndpoint() {
    return secretsManagerEndpoint;
  }

  private Vpc vpc(RotationNetworkProps props) {
    return new NetworkVpc(
            "Rotation", Optional.of(props.natGateway()), props.availabilityZones(), props.logs())
        .create(this, "Resource");
  }

  private DnsFirewall dnsFirewall(RotationNetworkProps props) {
    var domains = new ArrayList<>(HUGGING_FACE);
    domains.add("secretsmanager.%s.%s".formatted(Stack.of(this).getRegion(), Aws.URL_SUFFIX));
    domains.addAll(props.allowedDomains());
    return DnsFirewall.Builder.create(this, "DnsFirewall").vpc(vpc).allowedDomains(domains).build();
  }

  private static PolicyStatement secretsOf(HuggingFaceToken token) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new ArnPrincipal(token.getRotationRole().getRoleArn())))
        .actions(
            List.of(
                "secretsmanager:DescribeSecret",
                "secretsmanager:GetSecretValue",
                "secretsmanager:ListSecretVersionIds",
                "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage"))
        .resources(
            Stream.concat(Stream.of(token.getSecret()), token.getCredential().stream())
                .map(Secret::getSecretArn)
                .toList())
        .build();
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static RotationNetworkProps.Builder<RotationNetwork> create(Construct scope, String id) {
      return new RotationNetworkProps.Builder<>(props -> new RotationNetwork(scope, id, props));
    }
  }
}
