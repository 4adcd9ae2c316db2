package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetAttributes;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

/** A network in a VPC that a team has already. */
class InferenceNetworkOwnVpcTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void addsEndpointsAndSecurityGroups_andNothingElse() {
    network().build();

    assertThat(Resources.of(stack).types())
        .containsExactlyInAnyOrder(
            "AWS::SecretsManager::Secret",
            "AWS::IAM::Role",
            "AWS::EC2::VPCEndpoint",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SecurityGroupEgress");
  }

  @Test
  void putsBothEndpointsIntoTheIsolatedSubnets_byDefault() {
    network().build();

    assertThat(Resources.of(stack).all("AWS::EC2::VPCEndpoint"))
        .hasSize(2)
        .extracting(endpoint -> Json.list(endpoint.get("SubnetIds")))
        .containsOnly(List.of("subnet-0123456789abcdef1", "subnet-0123456789abcdef2"));
  }

  @Test
  void putsTheEndpointIntoTheSubnetsWithEgress_atTheLevelProtected_byDefault() {
    TestNetwork.protectedIn(stack).vpc(vpc()).build();

    assertThat(Json.list(Resources.of(stack).only("AWS::EC2::VPCEndpoint").get("SubnetIds")))
        .isEqualTo(List.of("subnet-0123456789abcdef3", "subnet-0123456789abcdef4"));
  }

  @Test
  void putsBothEndpointsAndTheProxyIntoTheGivenSubnets() {
    var subnets =
        SubnetSelection.builder()
            .subnets(
                List.of(
                    Subnet.fromSubnetAttributes(
                        stack,
                        "Subnet",
                        SubnetAttributes.builder()
                            .subnetId("subnet-0123456789abcdef9")
                            .availabilityZone("us-east-1c")
                            .routeTableId("rtb-0123456789abcdef9")
                            .build())))
            .build();

    var network = network().vpcSubnets(subnets).build();

    assertThat(network.getProxySubnets()).isEqualTo(subnets);
    assertThat(Resources.of(stack).all("AWS::EC2::VPCEndpoint"))
        .hasSize(2)
        .extracting(endpoint -> Json.list(endpoint.get("SubnetIds")))
        .containsOnly(List.of("subnet-0123456789abcdef9"));
  }

  @Test
  void leadsToTheTable_fromTheRouteTablesOfItsSubnets() {
    network().table(TestNetwork.table(stack)).build();

    assertThat(Json.list(Resources.of(stack).named("NetworkDynamoDb").get("RouteTableIds")))
        .isEqualTo(List.of("rtb-0123456789abcdef1", "rtb-0123456789abcdef2"));
  }

  @Test
  void refusesATable_ifTheRouteTablesAreUnknown() {
    var vpc =
        Vpc.fromVpcAttributes(
            stack,
            "Routeless",
            VpcAttributes.builder()
                .vpcId("vpc-0123456789abcdef2")
                .availabilityZones(List.of("us-east-1a"))
                .isolatedSubnetIds(List.of("subnet-0123456789abcdef1"))
                .build());
    var builder = network().vpc(vpc).table(TestNetwork.table(stack));

    assertThatThrownBy(builder::build).hasMessageContaining("route table IDs are not available");
  }

  @Test
  void offersThePrivateLink_inZonesOfItsOwn() {
    network().privateLinkAvailabilityZones(List.of("us-east-1b")).build();

    assertThat(Json.list(Resources.of(stack).named("NetworkPrivateLink").get("SubnetIds")))
        .isEqualTo(List.of("subnet-0123456789abcdef2"));
  }

  @Test
  void resolvesEveryName_byDefault() {
    var network = network().build();

    assertThat(network.getDnsFirewall()).isEmpty();
  }

  @Test
  void limitsTheNames_ifTold() {
    network().dnsFirewall(true).allowedDomains(List.of("api.example.com")).build();

    var association =
        Resources.of(stack).only("AWS::Route53Resolver::FirewallRuleGroupAssociation");
    assertThat(association.get("VpcId").textValue()).isEqualTo("vpc-0123456789abcdef1");
    assertThat(TestNetwork.domains(stack, "NetworkDnsFirewallAllowedDomains"))
        .contains(TestNetwork.HOST, "api.example.com");
  }

  @Test
  void recordsNoConnections_whichIsTheVpcsOwnMatter() {
    var network = network().build();

    assertThat(network.getFlowLog()).isEmpty();
  }

  @Test
  void exposesTheGivenVpc() {
    var vpc = vpc();

    assertThat(network().vpc(vpc).build().getVpc()).isSameAs(vpc);
  }

  @Test
  void takesAVpcThatIsKnownOnlyAtDeployment() {
    var id = CfnParameter.Builder.create(stack, "VpcId").build().getValueAsString();
    var vpc =
        Vpc.fromVpcAttributes(
            stack,
            "Late",
            VpcAttributes.builder()
                .vpcId(id)
                .availabilityZones(List.of("us-east-1a"))
                .isolatedSubnetIds(List.of("subnet-0123456789abcdef1"))
                .build());

    network().vpc(vpc).build();

    assertThat(Resources.of(stack).all("AWS::EC2::SecurityGroup"))
        .hasSize(3)
        .extracting(group -> Json.json(group.get("VpcId")))
        .containsOnly(json("{ \"Ref\": \"VpcId\" }"));
  }

  private InferenceNetworkProps.Builder<InferenceNetwork> network() {
    return TestNetwork.privateIn(stack).vpc(vpc());
  }

  private IVpc vpc() {
    if (stack.getNode().tryFindChild("Vpc") instanceof IVpc vpc) {
      return vpc;
    }
    return Vpc.fromVpcAttributes(
        stack,
        "Vpc",
        VpcAttributes.builder()
            .vpcId("vpc-0123456789abcdef1")
            .availabilityZones(List.of("us-east-1a", "us-east-1b"))
            .isolatedSubnetIds(List.of("subnet-0123456789abcdef1", "subnet-0123456789abcdef2"))
            .isolatedSubnetRouteTableIds(List.of("rtb-0123456789abcdef1", "rtb-0123456789abcdef2"))
            .privateSubnetIds(List.of("subnet-0123456789abcdef3", "subnet-0123456789abcdef4"))
            .privateSubnetRouteTableIds(List.of("rtb-0123456789abcdef3", "rtb-0123456789abcdef4"))
            .build());
  }
}
