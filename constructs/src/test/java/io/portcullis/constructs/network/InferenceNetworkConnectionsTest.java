package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** Who connects to whom in a network at the level PRIVATE. */
class InferenceNetworkConnectionsTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void admitsNoAddressRange() {
    network().build();

    var resources = Resources.of(stack);
    assertThat(resources.all("AWS::EC2::SecurityGroup"))
        .hasSize(3)
        .noneMatch(group -> group.has("SecurityGroupIngress"));
    assertThat(resources.all("AWS::EC2::SecurityGroupIngress"))
        .isNotEmpty()
        .noneMatch(
            rule -> rule.has("CidrIp") || rule.has("CidrIpv6") || rule.has("SourcePrefixListId"));
  }

  @Test
  void admitsTheProxyToBothEndpoints_on443_andNobodyElse() {
    network().build();

    assertThat(Resources.of(stack).all("AWS::EC2::SecurityGroupIngress"))
        .extracting(Json::json)
        .containsExactlyInAnyOrder(
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
                """),
            json(
                """
                {
                  "Description": "HTTPS from the proxy",
                  "GroupId": { "Fn::GetAtt": [ "NetworkPrivateLinkSecurityGroup", "GroupId" ] },
                  "SourceSecurityGroupId": { "Fn::GetAtt": [ "NetworkProxySecurityGroup", "GroupId" ] },
                  "IpProtocol": "tcp",
                  "FromPort": 443,
                  "ToPort": 443
                }
                """));
  }

  @Test
  void letsTheProxyOut_toTheTwoEndpointsOn443() {
    network().build();

    assertThat(Resources.of(stack).all("AWS::EC2::SecurityGroupEgress"))
        .extracting(Json::json)
        .containsExactlyInAnyOrder(
            json(
                """
                {
                  "Description": "HTTPS to Secrets Manager",
                  "GroupId": { "Fn::GetAtt": [ "NetworkProxySecurityGroup", "GroupId" ] },
                  "DestinationSecurityGroupId": {
                    "Fn::GetAtt": [ "NetworkSecretsManagerSecurityGroup", "GroupId" ]
                  },
                  "IpProtocol": "tcp",
                  "FromPort": 443,
                  "ToPort": 443
                }
                """),
            json(
                """
                {
                  "Description": "HTTPS to Hugging Face",
                  "GroupId": { "Fn::GetAtt": [ "NetworkProxySecurityGroup", "GroupId" ] },
                  "DestinationSecurityGroupId": {
                    "Fn::GetAtt": [ "NetworkPrivateLinkSecurityGroup", "GroupId" ]
                  },
                  "IpProtocol": "tcp",
                  "FromPort": 443,
                  "ToPort": 443
                }
                """));
  }

  /** Without a rule of the group itself, EC2's rule that lets everything out might remain. */
  @Test
  void letsTheProxyOut_toNoAddress() {
    network().build();

    assertThat(egress("NetworkProxySecurityGroup"))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Description": "Nowhere, in place of the rule that lets everything out",
                    "CidrIp": "127.0.0.1/32",
                    "IpProtocol": "tcp",
                    "FromPort": 443,
                    "ToPort": 443
                  }
                ]
                """));
  }

  @Test
  void letsNothingOutOfTheEndpoints() {
    network().build();

    assertThat(
            List.of(
                egress("NetworkSecretsManagerSecurityGroup"),
                egress("NetworkPrivateLinkSecurityGroup")))
        .containsOnly(
            Json.list(
                """
                [
                  {
                    "Description": "Disallow all traffic",
                    "CidrIp": "255.255.255.255/32",
                    "IpProtocol": "icmp",
                    "FromPort": 252,
                    "ToPort": 86
                  }
                ]
                """));
  }

  private InferenceNetworkProps.Builder<InferenceNetwork> network() {
    return TestNetwork.privateIn(stack);
  }

  private List<Object> egress(String securityGroup) {
    return Json.list(Resources.of(stack).named(securityGroup).get("SecurityGroupEgress"));
  }
}
