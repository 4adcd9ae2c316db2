package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.secretsmanager.Secret;

class InferenceNetworkTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void hasNoWayToTheInternet() {
    network().build();

    assertThat(Resources.of(stack).types())
        .doesNotContain(
            "AWS::EC2::InternetGateway",
            "AWS::EC2::EgressOnlyInternetGateway",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::EC2::NatGateway",
            "AWS::EC2::EIP",
            "AWS::EC2::VPNGateway",
            "AWS::EC2::TransitGatewayAttachment",
            "AWS::EC2::VPCPeeringConnection");
  }

  @Test
  void hasNoRoute_butTheLocalOne() {
    network().build();

    Template.fromStack(stack).resourceCountIs("AWS::EC2::Route", 0);
  }

  @Test
  void hasIsolatedSubnetsAlone() {
    network().build();

    assertThat(Resources.of(stack).all("AWS::EC2::Subnet"))
        .isNotEmpty()
        .allMatch(
            subnet ->
                subnet
                    .get("Tags")
                    .toString()
                    .contains("{\"Key\":\"aws-cdk:subnet-type\",\"Value\":\"Isolated\"}"))
        .noneMatch(subnet -> subnet.get("MapPublicIpOnLaunch").booleanValue());
  }

  @Test
  void hasTwoZones_byDefault() {
    network().build();

    assertThat(zones())
        .containsExactly(
            "{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]}",
            "{\"Fn::Select\":[1,{\"Fn::GetAZs\":\"\"}]}");
  }

  @Test
  void hasTheGivenZones() {
    network().availabilityZones(List.of("us-east-1c", "us-east-1a", "us-east-1f")).build();

    assertThat(zones()).containsExactly("\"us-east-1c\"", "\"us-east-1a\"", "\"us-east-1f\"");
  }

  @Test
  void admitsOneRoleToOneSecret_throughTheEndpointOfSecretsManager() {
    network().build();

    assertThat(Resources.statements(secretsManagerEndpoint().get("PolicyDocument")))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": { "AWS": { "Fn::GetAtt": [ "ProxyRole", "Arn" ] } },
                    "Action": [ "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue" ],
                    "Resource": { "Ref": "Secret" }
                  }
                ]
                """));
  }

  @Test
  void answersForTheNameOfSecretsManager() {
    network().build();

    assertThat(secretsManagerEndpoint().get("PrivateDnsEnabled").booleanValue()).isTrue();
  }

  @Test
  void reachesNothingButSecretsManagerAndHuggingFace() {
    network().build();

    assertThat(Resources.of(stack).all("AWS::EC2::VPCEndpoint"))
        .extracting(endpoint -> endpoint.get("ServiceName").toString())
        .containsExactlyInAnyOrder(
            "{\"Fn::Join\":[\"\",[\"com.amazonaws.\",{\"Ref\":\"AWS::Region\"},\".secretsmanager\"]]}",
            "\"com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0\"");
  }

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

  /**
   * CDK writes an egress rule that matches nothing, where CloudFormation would allow everything.
   */
  @Test
  void letsNobodyOut_byAddressRange() {
    network().build();

    var resources = Resources.of(stack);
    assertThat(resources.named("NetworkProxySecurityGroup").has("SecurityGroupEgress")).isFalse();
    assertThat(
            List.of(
                resources.named("NetworkSecretsManagerSecurityGroup").get("SecurityGroupEgress"),
                resources.named("NetworkPrivateLinkSecurityGroup").get("SecurityGroupEgress")))
        .extracting(Json::list)
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

  @Test
  void needsAPrivateLinkService() {
    var builder = network().privateLinkService(null);

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'privateLinkService' is required");
  }

  @Test
  void exposesTheVpc_asDefaultChild() {
    var network = network().build();

    assertThat(network.getNode().getDefaultChild()).isSameAs(network.getVpc());
  }

  /** A network with every required property, for tests to vary. */
  @Test
  void recordsEveryConnection() {
    network().build();

    Template.fromStack(stack)
        .hasResourceProperties("AWS::EC2::FlowLog", json("{ \"TrafficType\": \"ALL\" }"));
  }

  private InferenceNetworkProps.Builder<InferenceNetwork> network() {
    return InferenceNetwork.Builder.create(stack, "Network")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .tokenSecret(new Secret(stack, "Secret"))
        .proxyRole(new FunctionRole(stack, "ProxyRole").getRole());
  }

  private JsonNode secretsManagerEndpoint() {
    return Resources.of(stack).named("NetworkSecretsManagerEndpoint");
  }

  private List<String> zones() {
    return Resources.of(stack).all("AWS::EC2::Subnet").stream()
        .map(subnet -> subnet.get("AvailabilityZone").toString())
        .toList();
  }
}
