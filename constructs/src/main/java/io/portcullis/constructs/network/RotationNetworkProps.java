package io.portcullis.constructs.network;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of a {@link RotationNetwork}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record RotationNetworkProps(
    NatGatewayType natGateway,
    List<String> availabilityZones,
    List<String> allowedDomains,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public RotationNetworkProps {
    requireNonNull(natGateway, "'natGateway' is required");
    availabilityZones = List.copyOf(availabilityZones);
    allowedDomains = List.copyOf(allowedDomains);
    AvailabilityZones.requireDistinct("availabilityZones", availabilityZones);
    DnsFirewallProps.requireDomains(allowedDomains);
  }

  LogProtection logs() {
    return new LogProtection(encryptionKey, logRetention, removalPolicy);
  }

  public static Builder<RotationNetworkProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link RotationNetwork}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<RotationNetworkProps, T> target;
    private NatGatewayType natGateway = NatGatewayType.ZONAL;
    private List<String> availabilityZones = List.of();
    private List<String> allowedDomains = List.of();
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<RotationNetworkProps, T> target) {
      this.target = target;
    }

    /**
     * Where the NAT gateway stands. While it fails no token is replaced, and the current one goes
     * on. Default: ZONAL.
     */
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
     * Further domains that may be resolved, such as {@code api.example.com} or {@code
     * *.example.com}. Default: none.
     */
    public Builder<T> allowedDomains(List<String> allowedDomains) {
      this.allowedDomains = allowedDomains;
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
          new RotationNetworkProps(
              natGateway,
              availabilityZones,
              allowedDomains,
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }
  }
}
