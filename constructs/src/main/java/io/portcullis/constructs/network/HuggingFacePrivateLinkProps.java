package io.portcullis.constructs.network;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;

/**
 * Properties of a {@link HuggingFacePrivateLink}. Create them with {@link #builder()}; the record's
 * own constructor changes with every new property.
 */
public record HuggingFacePrivateLinkProps(
    IVpc vpc,
    SubnetSelection vpcSubnets,
    List<String> availabilityZones,
    String serviceName,
    ISecurityGroup clientSecurityGroup,
    boolean privateHostedZone,
    Optional<String> endpointHost) {
  private static final Pattern SERVICE_NAME =
      Pattern.compile("com\\.amazonaws\\.vpce\\.([a-z0-9-]+)\\.vpce-svc-[0-9a-f]+");
  private static final Pattern HOST = Pattern.compile("([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");

  public HuggingFacePrivateLinkProps {
    requireNonNull(vpc, "'vpc' is required");
    requireNonNull(vpcSubnets, "'vpcSubnets' is required");
    requireNonNull(serviceName, "'serviceName' is required");
    requireNonNull(clientSecurityGroup, "'clientSecurityGroup' is required");
    availabilityZones = List.copyOf(availabilityZones);
    AvailabilityZones.requireDistinct("availabilityZones", availabilityZones);
    if (!SERVICE_NAME.matcher(serviceName).matches() && !Token.isUnresolved(serviceName)) {
      throw new IllegalArgumentException(
          "'serviceName' must have the form com.amazonaws.vpce.<region>.vpce-svc-<id>, got '%s'"
              .formatted(serviceName));
    }
    if (privateHostedZone && endpointHost.isEmpty()) {
      throw new IllegalArgumentException(
          "'endpointHost' is required with 'privateHostedZone', it is the zone's name");
    }
    endpointHost.ifPresent(HuggingFacePrivateLinkProps::requireHost);
  }

  private static void requireHost(String host) {
    if (!HOST.matcher(host).matches() && !Token.isUnresolved(host)) {
      throw new IllegalArgumentException(
          "'endpointHost' must be a host name in lower case, got '%s'".formatted(host));
    }
  }

  /** Region of the service, if its name is known. */
  Optional<String> serviceRegion() {
    var matcher = SERVICE_NAME.matcher(serviceName);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  public static Builder<HuggingFacePrivateLinkProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link HuggingFacePrivateLink}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<HuggingFacePrivateLinkProps, T> target;
    private IVpc vpc;
    private SubnetSelection vpcSubnets =
        SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
    private List<String> availabilityZones = List.of();
    private String serviceName;
    private ISecurityGroup clientSecurityGroup;
    private boolean privateHostedZone;
    private String endpointHost;

    Builder(Function<HuggingFacePrivateLinkProps, T> target) {
      this.target = target;
    }

    /** VPC that the endpoint is reached from. Required. */
    public Builder<T> vpc(IVpc vpc) {
      this.vpc = vpc;
      return this;
    }

    /** Subnets that the endpoint may stand in. Default: the isolated ones. */
    public Builder<T> vpcSubnets(SubnetSelection vpcSubnets) {
      this.vpcSubnets = vpcSubnets;
      return this;
    }

    /**
     * Zones of these subnets in which Hugging Face offers the service, such as {@code us-east-1a};
     * in another the endpoint cannot be made. Default: all of them.
     */
    public Builder<T> availabilityZones(List<String> availabilityZones) {
      this.availabilityZones = availabilityZones;
      return this;
    }

    /**
     * Service name that Hugging Face gives, such as {@code
     * com.amazonaws.vpce.us-east-1.vpce-svc-…}; its Region must be the stack's. Required.
     */
    public Builder<T> serviceName(String serviceName) {
      this.serviceName = serviceName;
      return this;
    }

    /** Security group that may connect, on port 443. Required. */
    public Builder<T> clientSecurityGroup(ISecurityGroup clientSecurityGroup) {
      this.clientSecurityGroup = clientSecurityGroup;
      return this;
    }

    /**
     * Whether the VPC itself answers for {@link #endpointHost}, with the addresses of this
     * endpoint: a private hosted zone of exactly that name. For when Hugging Face's own names do
     * not lead there. Default: it does not.
     */
    public Builder<T> privateHostedZone(boolean privateHostedZone) {
      this.privateHostedZone = privateHostedZone;
      return this;
    }

    /** Host of the Inference Endpoint. Required with {@link #privateHostedZone}. */
    public Builder<T> endpointHost(String endpointHost) {
      this.endpointHost = endpointHost;
      return this;
    }

    public T build() {
      return target.apply(
          new HuggingFacePrivateLinkProps(
              vpc,
              vpcSubnets,
              availabilityZones,
              serviceName,
              clientSecurityGroup,
              privateHostedZone,
              Optional.ofNullable(endpointHost)));
    }
  }
}
