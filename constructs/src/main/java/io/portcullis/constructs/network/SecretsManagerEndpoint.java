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
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The way to the token: an interface endpoint whose policy admits one role to one secret, so that
 * stolen credentials of another cannot use it.
 */
final class SecretsManagerEndpoint extends Construct {
  private final SecurityGroup securityGroup;
  private final InterfaceVpcEndpoint endpoint;

  SecretsManagerEndpoint(
      Construct scope, String id, IVpc vpc, SubnetSelection subnets, InferenceNetworkProps props) {
    super(scope, id);
    securityGroup = securityGroup(vpc);
    endpoint = endpoint(vpc, subnets);
    endpoint.addToPolicy(readingOfTheToken(props));
  }

  InterfaceVpcEndpoint getEndpoint() {
    return endpoint;
  }

  SecurityGroup getSecurityGroup() {
    return securityGroup;
  }

  void admit(ISecurityGroup client) {
    securityGroup.addIngressRule(client, Port.tcp(443), "HTTPS from the proxy");
  }

  private SecurityGroup securityGroup(IVpc vpc) {
    return SecurityGroup.Builder.create(this, "SecurityGroup")
        .vpc(vpc)
        .description("Interface endpoint of Secrets Manager")
        .allowAllOutbound(false)
        .build();
  }

  private InterfaceVpcEndpoint endpoint(IVpc vpc, SubnetSelection subnets) {
    return InterfaceVpcEndpoint.Builder.create(this, "Endpoint")
        .vpc(vpc)
        .service(new InterfaceVpcEndpointService(serviceName()))
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
  private String serviceName() {
    return "com.amazonaws.%s.secretsmanager".formatted(Stack.of(this).getRegion());
  }

  private static PolicyStatement readingOfTheToken(InferenceNetworkProps props) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new ArnPrincipal(props.proxyRole().getRoleArn())))
        .actions(List.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"))
        .resources(List.of(props.tokenSecret().getSecretArn()))
        .build();
  }
}
