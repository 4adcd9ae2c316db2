package io.portcullis.constructs.network;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.PrivateHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.InterfaceVpcEndpointTarget;
import software.constructs.Construct;

/**
 * The private way to an Inference Endpoint: an interface endpoint to the service that Hugging Face
 * names.
 *
 * <p>The two sides meet in this order: Hugging Face's endpoint is created for this AWS account and
 * stays in the state {@code initializing}, without an address, but with a service name; this
 * endpoint is created with that name; once it is available, Hugging Face's runs and shows its
 * address. Waiting for {@code running} before deploying waits for ever.
 *
 * <p>Private DNS is off, since Hugging Face documents no verified name for the service. How the
 * host leads here is Hugging Face's matter, unless a private hosted zone answers for it. A service
 * of another account takes no endpoint policy.
 */
public final class HuggingFacePrivateLink extends Construct {
  private final SecurityGroup securityGroup;
  private final InterfaceVpcEndpoint endpoint;
  private final Optional<PrivateHostedZone> hostedZone;

  public HuggingFacePrivateLink(Construct scope, String id, HuggingFacePrivateLinkProps props) {
    super(scope, id);
    requireRegion(props);
    securityGroup = securityGroup(props);
    endpoint = endpoint(props);
    hostedZone = hostedZone(props);
    securityGroup.addIngressRule(
        props.clientSecurityGroup(), Port.tcp(443), "HTTPS from the proxy");
  }

  public SecurityGroup getSecurityGroup() {
    return securityGroup;
  }

  public InterfaceVpcEndpoint getEndpoint() {
    return endpoint;
  }

  /** Zone of the endpoint's host, if the VPC answers for it. */
  public Optional<PrivateHostedZone> getHostedZone() {
    return hostedZone;
  }

  /** PrivateLink to a service of Hugging Face's does not leave its Region. */
  private void requireRegion(HuggingFacePrivateLinkProps props) {
    var region = Stack.of(this).getRegion();
    if (!Token.isUnresolved(region)
        && props.serviceRegion().filter(service -> !service.equals(region)).isPresent()) {
      throw new IllegalArgumentException(
          "'serviceName' must be in the stack's Region '%s', got '%s'"
              .formatted(region, props.serviceName()));
    }
    AvailabilityZones.requireRegion("availabilityZones", props.availabilityZones(), this);
  }

  private SecurityGroup securityGroup(HuggingFacePrivateLinkProps props) {
    return SecurityGroup.Builder.create(this, "SecurityGroup")
        .vpc(props.vpc())
        .description("Interface endpoint of Hugging Face")
        .allowAllOutbound(false)
        .build();
  }

  private InterfaceVpcEndpoint endpoint(HuggingFacePrivateLinkProps props) {
    return InterfaceVpcEndpoint.Builder.create(this, "Resource")
        .vpc(props.vpc())
        .service(new InterfaceVpcEndpointService(props.serviceName(), 443))
        .subnets(subnets(props))
        .securityGroups(List.of(securityGroup))
        .privateDnsEnabled(false)
        .open(false)
        .build();
  }

  private static SubnetSelection subnets(HuggingFacePrivateLinkProps props) {
    if (props.availabilityZones().isEmpty()) {
      return props.vpcSubnets();
    }
    var all = props.vpc().selectSubnets(props.vpcSubnets()).getSubnets();
    var zones = all.stream().map(ISubnet::getAvailabilityZone).distinct().toList();
    for (var zone : props.availabilityZones()) {
      if (!zones.contains(zone)) {
        throw new IllegalArgumentException(
            "'availabilityZones' must be zones of the subnets %s, got '%s'".formatted(zones, zone));
      }
    }
    return SubnetSelection.builder()
        .subnets(
            all.stream()
                .filter(subnet -> props.availabilityZones().contains(subnet.getAvailabilityZone()))
                .toList())
        .build();
  }

  /** A zone of one name with one record, at its apex: it hides no other name of Hugging Face's. */
  private Optional<PrivateHostedZone> hostedZone(HuggingFacePrivateLinkProps props) {
    if (!props.privateHostedZone()) {
      return Optional.empty();
    }
    var zone =
        PrivateHostedZone.Builder.create(this, "HostedZone")
            .vpc(props.vpc())
            .zoneName(props.endpointHost().orElseThrow())
            .build();
    ARecord.Builder.create(this, "Host")
        .zone(zone)
        .target(RecordTarget.fromAlias(new InterfaceVpcEndpointTarget(endpoint)))
        .build();
    return Optional.of(zone);
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static HuggingFacePrivateLinkProps.Builder<HuggingFacePrivateLink> create(
        Construct scope, String id) {
      return new HuggingFacePrivateLinkProps.Builder<>(
          props -> new HuggingFacePrivateLink(scope, id, props));
    }
  }
}
