package io.portcullis.constructs.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.constructs.Construct;

/**
 * The private way to an Inference Endpoint: an interface endpoint to the service that Hugging Face
 * names.
 *
 * <p>Hugging Face's endpoint stays in the state {@code initializing}, without an address, until
 * this one is available. Private DNS is off, since Hugging Face documents no verified name for the
 * service; a service of another account takes no endpoint policy.
 */
public final class HuggingFacePrivateLink extends Construct {
  private final SecurityGroup securityGroup;
  private final InterfaceVpcEndpoint endpoint;

  public HuggingFacePrivateLink(Construct scope, String id, HuggingFacePrivateLinkProps props) {
    super(scope, id);
    securityGroup = securityGroup(props);
    endpoint = endpoint(props);
    securityGroup.addIngressRule(
        props.clientSecurityGroup(), Port.tcp(443), "HTTPS from the proxy");
  }

  public SecurityGroup getSecurityGroup() {
    return securityGroup;
  }

  public InterfaceVpcEndpoint getEndpoint() {
    return endpoint;
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
        .subnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
        .securityGroups(List.of(securityGroup))
        .privateDnsEnabled(false)
        .open(false)
        .build();
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
