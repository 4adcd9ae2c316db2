package io.portcullis.constructs.network;

import io.portcullis.constructs.policy.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.NatProvider;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The VPC that a network makes for itself.
 *
 * @param subnetName name of the subnets of whatever runs in it
 * @param natGateway where the one way out stands; none, if nothing leads out
 * @param availabilityZones zones of the subnets, or none to let CDK choose two
 */
record NetworkVpc(
    String subnetName,
    Optional<NatGatewayType> natGateway,
    List<String> availabilityZones,
    LogProtection logs) {

  Vpc create(Construct scope, String id) {
    var vpc = vpc(scope, id);
    DefaultSecurityGroup.close(vpc, logs);
    Findings.acknowledge(
        vpc,
        "CloudFormation-Validate::W3010",
        "They are named so that nothing is looked up, and so that PrivateLink finds its service there");
    vpc.getPublicSubnets().forEach(NetworkVpc::acknowledgeRoute);
    return vpc;
  }

  /**
   * Every connection, taken and refused: who talked to whom is the first question after an
   * incident.
   */
  static LogGroup logFlows(Construct scope, IVpc vpc, LogProtection logs) {
    var logGroup = logs.newLogGroup(scope, "FlowLogGroup");
    var flowLog =
        vpc.addFlowLog(
            "FlowLog",
            FlowLogOptions.builder()
                .destination(FlowLogDestination.toCloudWatchLogs(logGroup))
                .trafficType(FlowLogTrafficType.ALL)
                .build());
    Findings.acknowledgeInlinePolicy(flowLog);
    return logGroup;
  }

  private Vpc vpc(Construct scope, String id) {
    var vpc =
        Vpc.Builder.create(scope, id)
            .restrictDefaultSecurityGroup(false)
            .subnetConfiguration(subnets());
    natGateway.ifPresentOrElse(
        type -> vpc.natGateways(1).natGatewayProvider(natProvider(type)),
        () -> vpc.natGateways(0).createInternetGateway(false));
    if (availabilityZones.isEmpty()) {
      return vpc.maxAzs(2).build();
    }
    return vpc.availabilityZones(availabilityZones).build();
  }

  /**
   * Those of whatever runs in it come first and have one name with and without a way out: so a
   * stack keeps them, addresses and all, when that changes.
   */
  private List<SubnetConfiguration> subnets() {
    var subnets = new ArrayList<SubnetConfiguration>();
    subnets.add(
        SubnetConfiguration.builder()
            .name(subnetName)
            .subnetType(
                natGateway.isPresent()
                    ? SubnetType.PRIVATE_WITH_EGRESS
                    : SubnetType.PRIVATE_ISOLATED)
            .cidrMask(24)
            .build());
    if (natGateway.equals(Optional.of(NatGatewayType.ZONAL))) {
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
