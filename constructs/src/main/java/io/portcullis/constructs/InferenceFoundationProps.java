package io.portcullis.constructs;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.encryption.EncryptionKey;
import io.portcullis.constructs.network.DnsFirewall;
import io.portcullis.constructs.network.RotationEgress;
import io.portcullis.constructs.network.RotationNetwork;
import io.portcullis.constructs.token.HuggingFaceToken;
import io.portcullis.constructs.token.TokenSchedule;
import io.portcullis.constructs.token.TokenSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;

/**
 * Properties of an {@link InferenceFoundation}. Create them with {@link #builder()}; the record's
 * own constructor changes with every new property.
 */
public record InferenceFoundationProps(
    Optional<IKey> encryptionKey,
    TokenSource source,
    Optional<String> endpointNamespace,
    Optional<String> endpointName,
    Optional<String> endpointType,
    String scheduleExpression,
    Optional<Duration> window,
    Duration grace,
    Optional<Duration> maximumAge,
    List<String> operators,
    List<String> breakGlass,
    List<ReplicaRegion> replicaRegions,
    RotationEgress rotationEgress,
    List<String> availabilityZones,
    Optional<IVpc> vpc,
    Optional<SubnetSelection> vpcSubnets,
    List<ISecurityGroup> securityGroups,
    Number memorySize,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public InferenceFoundationProps {
    operators = List.copyOf(operators);
    breakGlass = List.copyOf(breakGlass);
    replicaRegions = List.copyOf(replicaRegions);
    availabilityZones = List.copyOf(availabilityZones);
    securityGroups = List.copyOf(securityGroups);
    requireNonNull(rotationEgress, "'rotationEgress' is required");
    requireNetwork(rotationEgress, vpc.isPresent(), availabilityZones);
  }

  private static void requireNetwork(
      RotationEgress egress, boolean hasVpc, List<String> availabilityZones) {
    if (egress == RotationEgress.LIMITED && hasVpc) {
      throw new IllegalArgumentException(
          "'vpc' cannot be combined with 'rotationEgress' LIMITED, remove one of them");
    }
    if (egress == RotationEgress.INTERNET && !availabilityZones.isEmpty()) {
      throw new IllegalArgumentException(
          "'availabilityZones' needs 'rotationEgress' LIMITED, set it or remove them");
    }
  }

  public static Builder<InferenceFoundationProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceFoundation}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceFoundationProps, T> target;
    private IKey encryptionKey;
    private TokenSource source = TokenSource.staged();
    private String endpointNamespace;
    private String endpointName;
    private String endpointType;
    private String scheduleExpression = "rate(30 days)";
    private Duration window;
    private Duration grace = Duration.hours(1);
    private Duration maximumAge;
    private List<String> operators = List.of(HuggingFaceToken.ACCOUNT_PRINCIPALS);
    private List<String> breakGlass = List.of();
    private List<ReplicaRegion> replicaRegions = List.of();
    private RotationEgress rotationEgress = RotationEgress.INTERNET;
    private List<String> availabilityZones = List.of();
    private IVpc vpc;
    private SubnetSelection vpcSubnets;
    private List<ISecurityGroup> securityGroups = List.of();
    private Number memorySize = 512;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceFoundationProps, T> target) {
      this.target = target;
    }

    /**
     * Key of everything stored. It must leave the decision who of the account uses it to IAM, as a
     * new key does, and admit log groups, alarms and budgets ({@link EncryptionKey#admitServices}).
     * Default: a new {@link EncryptionKey}.
     */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /**
     * Where the next token comes from. Any but a staged one needs a credential, a secret of its own
     * that an operator fills. Default: {@link TokenSource#staged}.
     */
    public Builder<T> source(TokenSource source) {
      this.source = source;
      return this;
    }

    /**
     * User or organization that owns the endpoint, as in {@code
     * endpoints.huggingface.co/<namespace>/endpoints/<name>}. With it and {@link #endpointName}, no
     * token is promoted that the endpoint does not accept. Default: none, required for tokens of a
     * service account.
     */
    public Builder<T> endpointNamespace(String endpointNamespace) {
      this.endpointNamespace = endpointNamespace;
      return this;
    }

    /**
     * Name of the endpoint as in its address at Hugging Face. Default: none, required for tokens of
     * a service account.
     */
    public Builder<T> endpointName(String endpointName) {
      this.endpointName = endpointName;
      return this;
    }

    /**
     * What the endpoint's {@code type} must be, {@code private} or {@code public}: another one that
     * admits more callers is measured, where the token may ask for it. Default: none, nobody asks.
     */
    public Builder<T> endpointType(String endpointType) {
      this.endpointType = endpointType;
      return this;
    }

    /**
     * When the token is rotated, as {@link TokenSchedule} reads it. Default: {@code rate(30 days)}.
     */
    public Builder<T> scheduleExpression(String scheduleExpression) {
      this.scheduleExpression = scheduleExpression;
      return this;
    }

    /**
     * Time during which a rotation may begin once it is due, in whole hours; it must end by
     * midnight UTC and before the next window opens. Default: the rest of the day, or one hour
     * where the schedule counts hours.
     */
    public Builder<T> window(Duration window) {
      this.window = window;
      return this;
    }

    /**
     * Time that a replaced token lives at least before it is ended at Hugging Face, from 30 minutes
     * to 7 days, or 0 to keep replaced tokens. It must be longer than whoever read the token keeps
     * it and then a call of it lasts: 5 and 15 minutes at the proxy; and pass twice, and an hour,
     * between two rotations. Default: 1 hour.
     */
    public Builder<T> grace(Duration grace) {
      this.grace = grace;
      return this;
    }

    /**
     * Age at which a token that does not expire by itself should have been replaced. Default: none.
     */
    public Builder<T> maximumAge(Duration maximumAge) {
      this.maximumAge = maximumAge;
      return this;
    }

    /**
     * Who may stage a token: ARNs of IAM roles and users, with {@code *} and {@code ?} in their
     * names. IAM must allow it too; the secret's policy bars everybody else. None of them may read
     * a token. Default: whoever IAM allows it in the secret's account.
     */
    public Builder<T> operators(List<String> operators) {
      this.operators = operators;
      return this;
    }

    /**
     * Who may read, stage and promote a token in an emergency, as ARNs like those of {@link
     * #operators}; also the role that deploys, if it is not the one that the stack's synthesizer
     * names. Default: nobody.
     */
    public Builder<T> breakGlass(List<String> breakGlass) {
      this.breakGlass = breakGlass;
      return this;
    }

    /**
     * Regions that the secret and its policy are copied to, each with a key there. A replica costs
     * as much as a secret. Default: none.
     */
    public Builder<T> replicaRegions(List<? extends ReplicaRegion> replicaRegions) {
      this.replicaRegions = List.copyOf(replicaRegions);
      return this;
    }

    /**
     * What the rotation function can reach: with {@code LIMITED}, a {@link RotationNetwork} is made
     * for it, whose price is that of a NAT gateway and an interface endpoint. Default: {@code
     * INTERNET}.
     */
    public Builder<T> rotationEgress(RotationEgress rotationEgress) {
      this.rotationEgress = rotationEgress;
      return this;
    }

    /**
     * Zones of that network, such as {@code us-east-1a}. Default: two that CDK chooses, by a lookup
     * if the stack names its account.
     */
    public Builder<T> availabilityZones(List<String> availabilityZones) {
      this.availabilityZones = availabilityZones;
      return this;
    }

    /**
     * VPC of your own that the rotation function runs in. It must lead to huggingface.co and to
     * Secrets Manager. Default: outside of any VPC.
     */
    public Builder<T> vpc(IVpc vpc) {
      this.vpc = vpc;
      return this;
    }

    /** Subnets of the VPC that the function runs in. Default: those with egress. */
    public Builder<T> vpcSubnets(SubnetSelection vpcSubnets) {
      this.vpcSubnets = vpcSubnets;
      return this;
    }

    /**
     * Security groups of the function in the VPC. Default: a new one, out on port 443 to any
     * address and nothing in; where it is taken, the names that the VPC resolves have to be limited
     * ({@link DnsFirewall}).
     */
    public Builder<T> securityGroups(List<? extends ISecurityGroup> securityGroups) {
      this.securityGroups = List.copyOf(securityGroups);
      return this;
    }

    /** Memory of the rotation function in MiB, from 128 to 10,240. Default: 512. */
    public Builder<T> memorySize(Number memorySize) {
      this.memorySize = memorySize;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of stored data when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new InferenceFoundationProps(
              Optional.ofNullable(encryptionKey),
              source,
              Optional.ofNullable(endpointNamespace),
              Optional.ofNullable(endpointName),
              Optional.ofNullable(endpointType),
              scheduleExpression,
              Optional.ofNullable(window),
              grace,
              Optional.ofNullable(maximumAge),
              operators,
              breakGlass,
              replicaRegions,
              rotationEgress,
              availabilityZones,
              Optional.ofNullable(vpc),
              Optional.ofNullable(vpcSubnets),
              securityGroups,
              memorySize,
              logRetention,
              removalPolicy));
    }
  }
}
