package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** A network at the level PRIVATE, in a VPC of its own. */
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
  void isPrivate_byDefault() {
    var network = network().build();

    assertThat(network.getPrivateLink()).isPresent();
    assertThat(network.getProxySubnets().getSubnetType()).isEqualTo(SubnetType.PRIVATE_ISOLATED);
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
  void resolvesNothingButTheEndpointAndSecretsManager() {
    network().build();

    assertThat(TestNetwork.domains(stack, "NetworkDnsFirewallAllowedDomains"))
        .containsExactly(TestNetwork.HOST, "secretsmanager.${AWS::Region}.${AWS::URLSuffix}");
  }

  @Test
  void resolvesFurtherDomains_ifTold() {
    network().allowedDomains(List.of("api.example.com")).build();

    assertThat(TestNetwork.domains(stack, "NetworkDnsFirewallAllowedDomains"))
        .containsExactly(
            TestNetwork.HOST, "secretsmanager.${AWS::Region}.${AWS::URLSuffix}", "api.example.com");
  }

  @Test
  void limitsTheNames_inItsVpc() {
    network().build();

    var association =
        Resources.of(stack).only("AWS::Route53Resolver::FirewallRuleGroupAssociation");
    assertThat(Json.json(association.get("VpcId"))).isEqualTo(json("{ \"Ref\": \"Network\" }"));
  }

  @Test
  void offersThePrivateLink_inZonesOfItsOwn() {
    network()
        .availabilityZones(List.of("us-east-1a", "us-east-1b", "us-east-1c"))
        .privateLinkAvailabilityZones(List.of("us-east-1a", "us-east-1c"))
        .build();

    var resources = Resources.of(stack);
    assertThat(Json.list(resources.named("NetworkPrivateLink").get("SubnetIds")))
        .isEqualTo(
            Json.list(
                """
                [ { "Ref": "NetworkProxySubnet1Subnet" }, { "Ref": "NetworkProxySubnet3Subnet" } ]
                """));
    assertThat(secretsManagerEndpoint().get("SubnetIds")).hasSize(3);
  }

  @Test
  void answersForTheEndpointsHost_ifTold() {
    network().privateHostedZone(true).build();

    assertThat(Resources.of(stack).only("AWS::Route53::HostedZone").get("Name").textValue())
        .isEqualTo(TestNetwork.HOST + ".");
  }

  @Test
  void leavesTheEndpointsHostToHuggingFace_byDefault() {
    network().build();

    assertThat(Resources.of(stack).types()).doesNotContain("AWS::Route53::HostedZone");
  }

  @Test
  void exposesTheVpc_asDefaultChild() {
    var network = network().build();

    assertThat(network.getNode().getDefaultChild()).isSameAs(network.getVpc());
  }

  @Test
  void recordsEveryConnection() {
    network().build();

    Template.fromStack(stack)
        .hasResourceProperties("AWS::EC2::FlowLog", json("{ \"TrafficType\": \"ALL\" }"));
  }

  @Test
  void encryptsItsLogs_withTheGivenKey() {
    network().encryptionKey(new Key(stack, "Key")).build();

    assertThat(Resources.of(stack).all("AWS::Logs::LogGroup"))
        .hasSize(2)
        .extracting(log -> Json.json(log.get("KmsKeyId")))
        .containsOnly(json("{ \"Fn::GetAtt\": [ \"Key\", \"Arn\" ] }"));
  }

  @Test
  void keepsItsLogsForThreeMonths_byDefault() {
    network().build();

    assertThat(Resources.of(stack).all("AWS::Logs::LogGroup"))
        .hasSize(2)
        .allMatch(log -> log.get("RetentionInDays").intValue() == 90);
  }

  @Test
  void takesValuesThatAreKnownOnlyAtDeployment() {
    var url = parameter("Url");
    var service = parameter("Service");
    var zones = List.of(parameter("FirstZone"), parameter("SecondZone"));

    network()
        .endpointUrl(url)
        .privateLinkService(service)
        .privateHostedZone(true)
        .availabilityZones(zones)
        .privateLinkAvailabilityZones(zones.subList(1, 2))
        .build();

    var privateLink = Resources.of(stack).named("NetworkPrivateLink");
    assertThat(zones()).containsExactly("{\"Ref\":\"FirstZone\"}", "{\"Ref\":\"SecondZone\"}");
    assertThat(privateLink.get("ServiceName").toString()).isEqualTo("{\"Ref\":\"Service\"}");
    assertThat(Json.list(privateLink.get("SubnetIds")))
        .containsExactly(json("{ \"Ref\": \"NetworkProxySubnet2Subnet\" }"));
  }

  @Test
  void standsTwiceInOneStack() {
    network().build();
    TestNetwork.in(stack, "Second").privateLinkService(TestNetwork.SERVICE).build();

    Template.fromStack(stack).resourceCountIs("AWS::EC2::VPC", 2);
  }

  @Test
  void standsInAnotherStackThanTheTokenAndTheTable() {
    var app = new App();
    var kept = new Stack(app, "Kept");
    var here = new Stack(app, "Here");

    InferenceNetwork.Builder.create(here, "Network")
        .endpointUrl("https://" + TestNetwork.HOST)
        .privateLinkService(TestNetwork.SERVICE)
        .tokenSecret(new Secret(kept, "Secret"))
        .proxyRole(new FunctionRole(kept, "ProxyRole").getRole())
        .table(TestNetwork.table(kept))
        .encryptionKey(new Key(kept, "Key"))
        .build();
    app.synth();

    assertThat(here.getDependencies()).containsExactly(kept);
    assertThat(kept.getDependencies()).isEmpty();
  }

  private InferenceNetworkProps.Builder<InferenceNetwork> network() {
    return TestNetwork.privateIn(stack);
  }

  private String parameter(String id) {
    return CfnParameter.Builder.create(stack, id).build().getValueAsString();
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
