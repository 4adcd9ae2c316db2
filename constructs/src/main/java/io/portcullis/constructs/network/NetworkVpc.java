package io.portcullis.constructs.network;

import io.portcullis.constructs.policy.Findings;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.ec2.NatProvider;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** The VPC that a network makes for itself, by its security level. */
final class NetworkVpc {
  private NetworkVpc() {}

  static Vpc create(Construct scope, String id, InferenceNetworkProps props) {
    var vpc = vpc(scope, id, props);
    DefaultSecurityGroup.close(vpc, props);
    Findings.acknowledge(
        vpc,
        "CloudFormation-Validate::W3010",
        "They are named so that nothing is looked up, and so that PrivateLink finds its service there");
    vpc.getPublicSubnets().forEach(NetworkVpc::acknowledgeRoute);
    return vpc;
  }

  private static Vpc vpc(Construct scope, String id, InferenceNetworkProps props) {
    var vpc =
        Vpc.Builder.create(scope, id)
            .restrictDefaultSecurityGroup(false)
            .subnetConfiguration(subnets(props));
    if (props.securityLevel() == SecurityLevel.PRIVATE) {
      vpc.natGateways(0).createInternetGateway(false);
    } else {
      vpc.natGateways(1).natGatewayProvider(natProvider(natGateway(props)));
    }
    if (props.availabilityZones().isEmpty()) {
      return vpc.maxAzs(2).build();
    }
    return vpc.availabilityZones(props.availabilityZones()).build();
  }

  /**
   * The proxy's come first and have one name at every level: so a stack keeps them, addresses and
   * all, when its level changes.
   */
  private static List<SubnetConfiguration> subnets(InferenceNetworkProps props) {
    var subnets = new ArrayList<SubnetConfiguration>();
    subnets.add(
        SubnetConfiguration.builder()
            .name("Proxy")
            .subnetType(props.securityLevel().proxySubnetType())
            .cidrMask(24)
            .build());
    if (props.securityLevel() != SecurityLevel.PRIVATE
        && natGateway(props) == NatGatewayType.ZONAL) {
      subnets.add(
          SubnetConfiguration.builder()
              .name("Nat")
              .subnetType(SubnetType.PUBLIC)
              .mapPublicIpOnLaunch(false)
              .cidrMask(28)
              .build());
    }
    return subnets;
  }

  private static NatGatewayType natGateway(InferenceNetworkProps props) {
    return props.natGateway().orElse(NatGatewayType.ZONAL);
  }

  private static NatProvider natProvider(NatGatewayType type) {
    return type == NatGatewayType.ZONAL ? NatProvider.gateway() : NatProvider.regionalGateway();
  }

  private static void acknowledgeRoute(IConstruct publicSubnet) {
    Findings.acknowledge(
        publicSubnet,
        "NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW",
        "Nothing but the NAT gateway stands there, and it admits no connection from outside");
  }
}
