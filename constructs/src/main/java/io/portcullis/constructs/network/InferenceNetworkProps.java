package io.portcullis.constructs.network;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * Properties of an {@link InferenceNetwork}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record InferenceNetworkProps(
    SecurityLevel securityLevel,
    String endpointUrl,
    Optional<String> privateLinkService,
    List<String> privateLinkAvailabilityZones,
    boolean privateHostedZone,
    Optional<NatGatewayType> natGateway,
    List<String> availabilityZones,
    Optional<IVpc> vpc,
    Optional<SubnetSelection> vpcSubnets,
    Optional<Boolean> dnsFirewall,
    List<String> allowedDomains,
    ISecret tokenSecret,
    IRole proxyRole,
    Optional<ITable> table,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public InferenceNetworkProps {
    requireNonNull(securityLevel, "'securityLevel' is required");
    requireNonNull(endpointUrl, "'endpointUrl' is required");
    requireNonNull(tokenSecret, "'tokenSecret' is required");
    requireNonNull(proxyRole, "'proxyRole' is required");
    availabilityZones = List.copyOf(availabilityZones);
    privateLinkAvailabilityZones = List.copyOf(privateLinkAvailabilityZones);
    allowedDomains = List.copyOf(allowedDomains);
    EndpointUrl.require("endpointUrl", endpointUrl);
    AvailabilityZones.requireDistinct("availabilityZones", availabilityZones);
    AvailabilityZones.requireDistinct("privateLinkAvailabilityZones", privateLinkAvailabilityZones);
    DnsFirewallProps.requireDomains(allowedDomains);
  }

  LogProtection logs() {
    return new LogProtection(encryptionKey, logRetention, removalPolicy);
  }

  public static Builder<InferenceNetworkProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceNetwork}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceNetworkProps, T> target;
    private SecurityLevel securityLevel = SecurityLevel.PRIVATE;
    private String endpointUrl;
    private String privateLinkService;
    private List<String> privateLinkAvailabilityZones = List.of();
    private boolean privateHostedZone;
    private NatGatewayType natGateway;
    private List<String> availabilityZones = List.of();
    private IVpc vpc;
    private SubnetSelection vpcSubnets;
    private Boolean dnsFirewall;
    private List<String> allowedDomains = List.of();
    private ISecret tokenSecret;
    private IRole proxyRole;
    private ITable table;
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceNetworkProps, T> target) {
      this.target = target;
    }

    /** How the endpoint is kept from others, and how the proxy reaches it. Default: PRIVATE. */
    public Builder<T> securityLevel(SecurityLevel securityLevel) {
      this.securityLevel = securityLevel;
      return this;
    }

    /**
     * Address of the Inference Endpoint, {@code https} without a path. Its host is the one name
     * outside of AWS that the proxy may resolve. Required.
     */
    public Builder<T> endpointUrl(String endpointUrl) {
      this.endpointUrl = endpointUrl;
      return this;
    }

    /**
     * Service name that Hugging Face gives for the endpoint, such as {@code
     * com.amazonaws.vpce.us-east-1.vpce-svc-…}. Required at the level PRIVATE, and refused at the
     * others.
     */
    public Builder<T> privateLinkService(String privateLinkService) {
      this.privateLinkService = privateLinkService;
      return this;
    }

    /**
     * Zones in which Hugging Face offers that service. Default: all zones of the proxy's subnets.
     */
    public Builder<T> privateLinkAvailabilityZones(List<String> privateLinkAvailabilityZones) {
      this.privateLinkAvailabilityZones = privateLinkAvailabilityZones;
      return this;
    }

    /**
     * Whether the VPC itself answers for the endpoint's host, see {@link
     * HuggingFacePrivateLinkProps.Builder#privateHostedZone}. Default: it does not.
     */
    public Builder<T> privateHostedZone(boolean privateHostedZone) {
      this.privateHostedZone = privateHostedZone;
      return this;
    }

    /** Where the NAT gateway stands; there is none at the level PRIVATE. Default: ZONAL. */
    public Builder<T> natGateway(NatGatewayType natGateway) {
      this.natGateway = natGateway;
      return this;
    }

    /**
     * Zones of the subnets, such as {@code us-east-1a}. Default: two that CDK chooses, by a lookup
     * if the stack names its account.
     */
    public Builder<T> availabilityZones(List<String> availabilityZones) {
      this.availabilityZones = availabilityZones;
      return this;
    }

    /**
     * A VPC of your own. It gets security groups and endpoints, and is otherwise left as it is:
     * routes, its flow log and its default security group stay your concern. It must not have an
     * endpoint of Secrets Manager with private DNS, nor, with {@link #table}, one of DynamoDB in
     * the same route tables. Default: a new VPC.
     */
    public Builder<T> vpc(IVpc vpc) {
      this.vpc = vpc;
      return this;
    }

    /**
     * Subnets of your own VPC for the proxy and the endpoints. Default: the isolated ones at the
     * level PRIVATE, those with egress at the others.
     */
    public Builder<T> vpcSubnets(SubnetSelection vpcSubnets) {
      this.vpcSubnets = vpcSubnets;
      return this;
    }

    /**
     * Whether a VPC of your own resolves the names that the proxy needs and no other, for
     * everything that runs in it. Default: it does not; a new VPC always does.
     */
    public Builder<T> dnsFirewall(boolean dnsFirewall) {
      this.dnsFirewall = dnsFirewall;
      return this;
    }

    /**
     * Further domains that may be resolved, such as {@code api.example.com} or {@code
     * *.example.com}. Default: none.
     */
    public Builder<T> allowedDomains(List<String> allowedDomains) {
      this.allowedDomains = allowedDomains;
      return this;
    }

    /** Secret that may be read through the network. Required. */
    public Builder<T> tokenSecret(ISecret tokenSecret) {
      this.tokenSecret = tokenSecret;
      return this;
    }

    /** Role that may read it, and use the table, through the network. Required. */
    public Builder<T> proxyRole(IRole proxyRole) {
      this.proxyRole = proxyRole;
      return this;
    }

    /** Table whose items may be used through the network. Default: none, and no way to DynamoDB. */
    public Builder<T> table(ITable table) {
      this.table = table;
      return this;
    }

    /** Key of the log groups. Default: CloudWatch Logs' own. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of the log groups when the stack is deleted. Default: they are retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new InferenceNetworkProps(
              securityLevel,
              endpointUrl,
              Optional.ofNullable(privateLinkService),
              privateLinkAvailabilityZones,
              privateHostedZone,
              Optional.ofNullable(natGateway),
              availabilityZones,
              Optional.ofNullable(vpc),
              Optional.ofNullable(vpcSubnets),
              Optional.ofNullable(dnsFirewall),
              allowedDomains,
              tokenSecret,
              proxyRole,
              Optional.ofNullable(table),
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }
  }
}
