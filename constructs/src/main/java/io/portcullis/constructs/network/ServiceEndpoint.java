package io.portcullis.constructs.network;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The way to a service of AWS: an interface endpoint whose policy admits one role to one resource,
 * so that stolen credentials of another cannot use it.
 */
final class ServiceEndpoint extends Construct {
  private final SecurityGroup securityGroup;
  private final InterfaceVpcEndpoint endpoint;

  /**
   * @param service as in the endpoint's name, such as {@code logs}
   * @param description of the endpoint's security group
   */
  ServiceEndpoint(
      Construct scope,
      String id,
      IVpc vpc,
      SubnetSelection subnets,
      String service,
      String description,
      PolicyStatement admitted) {
    super(scope, id);
    securityGroup = securityGroup(vpc, description);
    endpoint = endpoint(vpc, subnets, service);
    endpoint.addToPolicy(admitted);
  }

  InterfaceVpcEndpoint getEndpoint() {
    return endpoint;
  }

  SecurityGroup getSecurityGroup() {
    return securityGroup;
  }

  void admit(ISecurityGroup client, String description) {
    securityGroup.addIngressRule(client, Port.tcp(443), description);
  }

  private SecurityGroup securityGroup(IVpc vpc, String description) {
    return SecurityGroup.Builder.create(this, "SecurityGroup")
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  private InterfaceVpcEndpoint endpoint(IVpc vpc, SubnetSelection subnets, String service) {
    return InterfaceVpcEndpoint.Builder.create(this, "Endpoint")
        .vpc(vpc)
        .service(new InterfaceVpcEndpointService(serviceName(service)))
        .privateDnsEnabled(true)
        .subnets(subnets)
        .securityGroups(List.of(securityGroup))
        .open(false)
        .build();
  }

  /**
   * Not the constant of {@code InterfaceVpcEndpointAwsService}: from Java, that class asks the CDK
   * for each of its 200 constants, which is a third of all that a gateway's synthesis asks for.
   */
  private String serviceName(String service) {
    return "com.amazonaws.%s.%s".formatted(Stack.of(this).getRegion(), service);
  }
}
