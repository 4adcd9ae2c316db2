package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRulesTest {
  private static final String EVERYWHERE =
      "[{ \"CidrIp\": \"0.0.0.0/0\", \"IpProtocol\": \"tcp\" }]";

  private final Fixture gateway = Fixture.gateway();

  @Nested
  class EgressNamedTest {
    private final Rule rule = new EgressNamed();

    @Test
    void takesGroupsThatNameWhereTheyCall() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"})
    void findsARangeOfEverywhere(String range) {
      gateway.property("EndpointGroup", "SecurityGroupEgress/0/CidrIp", "\"" + range + "\"");

      assertThat(gateway.findings(rule))
          .containsExactly("EndpointGroup: the security group lets traffic out to everywhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/0", "2000::/3"})
    void findsARangeOfEverywhere_inARuleOfItsOwn(String range) {
      gateway.withoutProperty("ProxyToEndpoint", "DestinationSecurityGroupId");
      gateway.property("ProxyToEndpoint", "CidrIpv6", "\"" + range + "\"");

      assertThat(gateway.findings(rule))
          .containsExactly("ProxyToEndpoint: the security group lets traffic out to everywhere");
    }

    @Test
    void findsAGroupWithoutRules_sinceItMayCallEverywhere() {
      gateway.withoutResource("ProxyToEndpoint");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "ProxyGroup: the security group has no egress rule, so EC2 lets traffic out to"
                  + " everywhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "protected"})
    void takesEverywhere_whereTheDnsFirewallBlocksUnknownNames(String level) {
      level(level);
      egressToEverywhere();
      dnsFirewall("BLOCK");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void takesEverywhere_inAVpcOfOnesOwnWithADnsFirewall() {
      level("protected");
      egressToEverywhere();
      dnsFirewall("BLOCK");
      for (var group : new String[] {"ProxyGroup", "EndpointGroup", "NamesOfVpc"}) {
        gateway.property(group, "VpcId", "\"vpc-0123456789abcdef0\"");
      }

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsEverywhere_whereTheDnsFirewallEndsWithAnAllow() {
      level("protected");
      egressToEverywhere();
      dnsFirewall("ALLOW");

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @Test
    void findsEverywhere_whereThereIsNoDnsFirewall() {
      level("protected");
      egressToEverywhere();

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @Test
    void findsEverywhere_inAPrivateNetwork() {
      egressToEverywhere();
      dnsFirewall("BLOCK");

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @Test
    void findsEverywhere_inANetworkWithoutGateway() {
      level("protected");
      dnsFirewall("BLOCK");
      gateway.resourceToo(
          "Other",
          """
          { "Type": "AWS::EC2::SecurityGroup", "Properties": { "SecurityGroupEgress": %s } }
          """
              .formatted(EVERYWHERE));

      assertThat(gateway.findings(rule))
          .containsExactly("Other: the security group lets traffic out to everywhere");
    }

    @Test
    void takesEverywhere_inTheNetworkOfARotationFunctionWithADnsFirewall() {
      rotationInANetwork();
      dnsFirewall("BLOCK", "Other");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsEverywhere_inTheNetworkOfARotationFunctionWithoutOne() {
      rotationInANetwork();

      assertThat(gateway.findings(rule))
          .containsExactly("RotationGroup: the security group lets traffic out to everywhere");
    }

    private void rotationInANetwork() {
      gateway.resourceToo("Other", "{ \"Type\": \"AWS::EC2::VPC\" }");
      gateway.resourceToo(
          "RotationGroup",
          """
          {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": { "VpcId": { "Ref": "Other" }, "SecurityGroupEgress": %s }
          }
          """
              .formatted(EVERYWHERE));
      gateway.resourceToo(
          "RotationInside",
          """
          {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "Handler": "io.portcullis.rotation.RotationHandler",
              "VpcConfig": {
                "SecurityGroupIds": [{ "Fn::GetAtt": ["RotationGroup", "GroupId"] }]
              }
            }
          }
          """);
    }

    private void egressToEverywhere() {
      gateway.property("EndpointGroup", "SecurityGroupEgress", EVERYWHERE);
    }

    private void dnsFirewall(String lastAction) {
      dnsFirewall(lastAction, "Vpc");
    }

    private void dnsFirewall(String lastAction, String vpc) {
      gateway.resourceToo(
          "Rest",
          """
          { "Type": "AWS::Route53Resolver::FirewallDomainList", "Properties": { "Domains": ["*"] } }
          """);
      gateway.resourceToo(
          "Names",
          """
          {
            "Type": "AWS::Route53Resolver::FirewallRuleGroup",
            "Properties": {
              "FirewallRules": [
                { "Priority": 2, "Action": "%s", "FirewallDomainListId": { "Ref": "Rest" } },
                { "Priority": 1, "Action": "ALLOW", "FirewallDomainListId": "rslvr-fdl-1" }
              ]
            }
          }
          """
              .formatted(lastAction));
      gateway.resourceToo(
          "NamesOfVpc",
          """
          {
            "Type": "AWS::Route53Resolver::FirewallRuleGroupAssociation",
            "Properties": {
              "FirewallRuleGroupId": { "Fn::GetAtt": ["Names", "Id"] },
              "VpcId": { "Ref": "%s" }
            }
          }
          """
              .formatted(vpc));
    }
  }

  @Nested
  class IngressNamedTest {
    private final Rule rule = new IngressNamed();

    @Test
    void takesGroupsThatNameWhoCalls() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsARangeOfEverywhere() {
      gateway.property("EndpointGroup", "SecurityGroupIngress", EVERYWHERE);

      assertThat(gateway.findings(rule))
          .containsExactly("EndpointGroup: the security group lets traffic in from everywhere");
    }

    @Test
    void findsARangeOfEverywhere_inARuleOfItsOwn() {
      gateway.property("EndpointFromProxy", "CidrIpv6", "\"::/0\"");

      assertThat(gateway.findings(rule))
          .containsExactly("EndpointFromProxy: the security group lets traffic in from everywhere");
    }

    @Test
    void takesARangeThatIsKnownOnlyAtDeployment() {
      gateway.property(
          "EndpointFromProxy", "CidrIp", "{ \"Fn::GetAtt\": [\"Vpc\", \"CidrBlock\"] }");

      assertThat(gateway.findings(rule)).isEmpty();
    }
  }

  @Nested
  class PrivateNetworkClosedTest {
    private final Rule rule = new PrivateNetworkClosed();

    @Test
    void takesANetworkWithoutWayOut() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "AWS::EC2::VPCGatewayAttachment, VpcId, Vpc",
      "AWS::EC2::NatGateway, SubnetId, Subnet",
      "AWS::EC2::NatGateway, VpcId, Vpc",
      "AWS::EC2::EgressOnlyInternetGateway, VpcId, Vpc",
      "AWS::EC2::VPCPeeringConnection, PeerVpcId, Vpc",
      "AWS::EC2::TransitGatewayAttachment, VpcId, Vpc",
      "AWS::EC2::TransitGatewayVpcAttachment, VpcId, Vpc"
    })
    void findsAWayOut(String type, String property, String target) {
      gateway.resourceToo(
          "Way",
          "{ \"Type\": \"%s\", \"Properties\": { \"%s\": { \"Ref\": \"%s\" } } }"
              .formatted(type, property, target));

      assertThat(gateway.findings(rule))
          .containsExactly("Way: %s leads out of a private network".formatted(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GatewayId", "NatGatewayId", "TransitGatewayId", "NetworkInterfaceId"})
    void findsARouteOut(String target) {
      route(target, "x-0123456789abcdef0");

      assertThat(gateway.findings(rule))
          .containsExactly("Route: the route leads out of a private network");
    }

    @Test
    void takesRoutesThatStayInside() {
      route("GatewayId", "local");
      assertThat(gateway.findings(rule)).isEmpty();

      route("VpcEndpointId", "vpce-0123456789abcdef0");
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void takesAWayOut_ofAProtectedNetwork() {
      level("protected");
      route("NatGatewayId", "nat-0123456789abcdef0");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsAWayOut_whereNoLevelIsStated() {
      gateway.withoutProperty("Api", "Tags");
      route("NatGatewayId", "nat-0123456789abcdef0");

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @Test
    void findsAProxyOutsideOfAnyNetwork() {
      gateway.withoutProperty("Proxy", "VpcConfig");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Proxy: the proxy of a private gateway must run in a VPC, in a security group of the"
                  + " templates");
    }

    @Test
    void findsAWayOut_ofAVpcOfOnesOwn() {
      gateway.property("ProxyGroup", "VpcId", "\"vpc-0123456789abcdef0\"");
      gateway.property("Proxy", "VpcConfig/SubnetIds", "[\"subnet-0123456789abcdef0\"]");
      gateway.resourceToo(
          "Way",
          """
          {
            "Type": "AWS::EC2::VPCGatewayAttachment",
            "Properties": { "VpcId": "vpc-0123456789abcdef0" }
          }
          """);

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    private void route(String target, String value) {
      gateway.resourceToo(
          "Route",
          """
          {
            "Type": "AWS::EC2::Route",
            "Properties": { "RouteTableId": { "Ref": "RouteTable" }, "%s": "%s" }
          }
          """
              .formatted(target, value));
    }
  }

  private void level(String level) {
    gateway.property("Api", "Tags/1/Value", "\"" + level + "\"");
  }
}
