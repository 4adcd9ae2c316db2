package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.SubnetType;

/** A network at a level whose proxy goes out through a NAT gateway. */
class InferenceNetworkEgressTest {
  private final Stack stack = new Stack(new App(), "Test");

  @ParameterizedTest
  @CsvSource({"PUBLIC, ZONAL", "PUBLIC, REGIONAL", "PROTECTED, ZONAL", "PROTECTED, REGIONAL"})
  void hasOneNatGateway_andNoOtherWayOutForTheProxy(SecurityLevel level, NatGatewayType type) {
    network().securityLevel(level).natGateway(type).build();

    Template.fromStack(stack).resourceCountIs("AWS::EC2::NatGateway", 1);
    assertThat(routesOf("NetworkProxySubnet"))
        .hasSize(2)
        .allSatisfy(
            route -> {
              assertThat(route.get("DestinationCidrBlock").textValue()).isEqualTo("0.0.0.0/0");
              assertThat(route.has("NatGatewayId")).isTrue();
              assertThat(route.has("GatewayId")).isFalse();
            });
  }

  @Test
  void hasItsNatGatewayInOneZone_byDefault() {
    network().build();

    var resources = Resources.of(stack);
    assertThat(resources.only("AWS::EC2::NatGateway").get("SubnetId").toString())
        .isEqualTo("{\"Ref\":\"NetworkNatSubnet1Subnet\"}");
    assertThat(resources.all("AWS::EC2::EIP")).hasSize(1);
  }

  @Test
  void hasItsNatGatewayInEveryZone_withoutPublicSubnets_ifTold() {
    network().natGateway(NatGatewayType.REGIONAL).build();

    var resources = Resources.of(stack);
    assertThat(resources.only("AWS::EC2::NatGateway").get("AvailabilityMode").textValue())
        .isEqualTo("regional");
    assertThat(resources.all("AWS::EC2::Subnet"))
        .hasSize(2)
        .allMatch(subnet -> typeOf(subnet).equals("Private"));
    assertThat(resources.all("AWS::EC2::Route")).noneMatch(route -> route.has("GatewayId"));
  }

  @ParameterizedTest
  @EnumSource(NatGatewayType.class)
  void givesNothingAPublicAddress_thatIsLaunchedInIt(NatGatewayType type) {
    network().natGateway(type).build();

    assertThat(Resources.of(stack).all("AWS::EC2::Subnet"))
        .isNotEmpty()
        .noneMatch(subnet -> subnet.get("MapPublicIpOnLaunch").booleanValue())
        .noneMatch(subnet -> subnet.has("AssignIpv6AddressOnCreation"));
  }

  @Test
  void runsTheProxyBehindTheNatGateway() {
    var network = network().build();

    assertThat(network.getProxySubnets().getSubnetType()).isEqualTo(SubnetType.PRIVATE_WITH_EGRESS);
  }

  @ParameterizedTest
  @EnumSource(value = SecurityLevel.class, names = "PRIVATE", mode = Mode.EXCLUDE)
  void letsTheProxyOut_on443_toAnywhere(SecurityLevel level) {
    network().securityLevel(level).build();

    var resources = Resources.of(stack);
    assertThat(Json.list(resources.named("NetworkProxySecurityGroup").get("SecurityGroupEgress")))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Description": "HTTPS to Hugging Face, whose addresses are unknown",
                    "CidrIp": "0.0.0.0/0",
                    "IpProtocol": "tcp",
                    "FromPort": 443,
                    "ToPort": 443
                  }
                ]
                """));
    assertThat(resources.all("AWS::EC2::SecurityGroupEgress")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = SecurityLevel.class, names = "PRIVATE", mode = Mode.EXCLUDE)
  void admitsTheProxyToSecretsManager_andNothingElseAnywhere(SecurityLevel level) {
    network().securityLevel(level).build();

    var resources = Resources.of(stack);
    assertThat(resources.all("AWS::EC2::SecurityGroup"))
        .hasSize(2)
        .noneMatch(group -> group.has("SecurityGroupIngress"));
    assertThat(Json.json(resources.only("AWS::EC2::SecurityGroupIngress")))
        .isEqualTo(
            json(
                """
                {
                  "Description": "HTTPS from the proxy",
                  "GroupId": { "Fn::GetAtt": [ "NetworkSecretsManagerSecurityGroup", "GroupId" ] },
                  "SourceSecurityGroupId": { "Fn::GetAtt": [ "NetworkProxySecurityGroup", "GroupId" ] },
                  "IpProtocol": "tcp",
                  "FromPort": 443,
                  "ToPort": 443
                }
                """));
  }

  @ParameterizedTest
  @EnumSource(value = SecurityLevel.class, names = "PRIVATE", mode = Mode.EXCLUDE)
  void resolvesNothingButTheEndpointAndSecretsManager(SecurityLevel level) {
    network().securityLevel(level).build();

    assertThat(TestNetwork.domains(stack, "NetworkDnsFirewallAllowedDomains"))
        .containsExactly(TestNetwork.HOST, "secretsmanager.${AWS::Region}.${AWS::URLSuffix}");
  }

  @Test
  void hasNoPrivateLink() {
    var network = network().build();

    assertThat(network.getPrivateLink()).isEmpty();
    assertThat(Resources.of(stack).only("AWS::EC2::VPCEndpoint").get("ServiceName").toString())
        .contains(".secretsmanager");
  }

  /** So a stack can change its level: no subnet's addresses are given to another. */
  @Test
  void keepsTheProxysSubnets_whateverTheLevel() {
    network().build();
    var other = new Stack(new App(), "Test");
    TestNetwork.privateIn(other).build();

    assertThat(proxySubnets(stack)).hasSize(2).isEqualTo(proxySubnets(other));
  }

  private InferenceNetworkProps.Builder<InferenceNetwork> network() {
    return TestNetwork.protectedIn(stack);
  }

  private List<JsonNode> routesOf(String subnets) {
    return Resources.of(stack).all("AWS::EC2::Route").stream()
        .filter(route -> route.get("RouteTableId").toString().contains(subnets))
        .toList();
  }

  private static List<String> proxySubnets(Stack stack) {
    return Template.fromStack(stack).findResources("AWS::EC2::Subnet").entrySet().stream()
        .filter(subnet -> subnet.getKey().startsWith("NetworkProxySubnet"))
        .map(subnet -> subnet.getKey() + cidr(subnet.getValue()))
        .sorted()
        .toList();
  }

  private static Object cidr(Map<String, Object> subnet) {
    return ((Map<?, ?>) subnet.get("Properties")).get("CidrBlock");
  }

  private static String typeOf(JsonNode subnet) {
    return subnet
        .get("Tags")
        .valueStream()
        .filter(tag -> tag.get("Key").textValue().equals("aws-cdk:subnet-type"))
        .map(tag -> tag.get("Value").textValue())
        .findFirst()
        .orElseThrow();
  }
}
