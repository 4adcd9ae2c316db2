package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.token.HuggingFaceToken;
import io.portcullis.constructs.token.HuggingFaceTokenProps;
import io.portcullis.constructs.token.TokenSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.logs.RetentionDays;

/** What a rotation function reaches from a network of its own. */
class RotationNetworkTest {
  private static final Environment EUROPE =
      Environment.builder().account("111111111111").region("eu-west-1").build();

  private final App app = new App();
  private final Stack stack = stack("Test");

  @Test
  void resolvesHuggingFaceAndSecretsManager_andNothingElse() {
    network().build();

    assertThat(TestNetwork.domains(stack, "NetworkDnsFirewallAllowedDomains"))
        .containsExactly(
            "huggingface.co",
            "api.endpoints.huggingface.cloud",
            "secretsmanager.eu-west-1.${AWS::URLSuffix}");
    assertThat(actions()).containsExactly("ALLOW", "BLOCK");
  }

  @Test
  void resolvesFurtherNames_ifTold() {
    network().allowedDomains(List.of("*.example.com")).build();

    assertThat(TestNetwork.domains(stack, "NetworkDnsFirewallAllowedDomains"))
        .hasSize(4)
        .endsWith("*.example.com");
  }

  @Test
  void hasOneNatGateway_inOneZone_byDefault() {
    network().build();

    assertThat(Resources.of(stack).all("AWS::EC2::NatGateway"))
        .singleElement()
        .satisfies(gateway -> assertThat(gateway.has("SubnetId")).isTrue());
  }

  @Test
  void hasOneInEveryZone_ifTold() {
    network().natGateway(NatGatewayType.REGIONAL).build();

    assertThat(Resources.of(stack).only("AWS::EC2::NatGateway").get("AvailabilityMode").asText())
        .isEqualTo("regional");
  }

  @Test
  void logsEveryConnection_forThreeMonths_byDefault() {
    network().build();

    assertThat(Resources.of(stack).only("AWS::EC2::FlowLog").get("TrafficType").textValue())
        .isEqualTo("ALL");
    assertThat(Resources.of(stack).named("NetworkFlowLogGroup").get("RetentionInDays").intValue())
        .isEqualTo(90);
    assertThat(deletionPolicies()).containsOnly("Retain");
  }

  @Test
  void logsAsLongAsTold() {
    network().logRetention(RetentionDays.ONE_WEEK).removalPolicy(RemovalPolicy.DESTROY).build();

    assertThat(Resources.of(stack).named("NetworkFlowLogGroup").get("RetentionInDays").intValue())
        .isEqualTo(7);
    assertThat(deletionPolicies()).containsOnly("Delete");
  }

  @Test
  void runsTheRotationFunctionInItsSubnets_outOnPort443Alone() {
    connected(network().build());

    var resources = Resources.of(stack);
    assertThat(Json.json(resources.named("TokenRotationFunction").get("VpcConfig")))
        .isEqualTo(
            json(
                """
                {
                  "SecurityGroupIds": [
                    { "Fn::GetAtt": [ "TokenSecurityGroup", "GroupId" ] }
                  ],
                  "SubnetIds": [
                    { "Ref": "NetworkRotationSubnet1Subnet" },
                    { "Ref": "NetworkRotationSubnet2Subnet" }
                  ]
                }
                """));
    assertThat(Json.json(resources.named("TokenSecurityGroup")))
        .containsEntry(
            "SecurityGroupEgress",
            Json.list(
                """
                [
                  {
                    "CidrIp": "0.0.0.0/0", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                    "Description": "HTTPS to Hugging Face, whose addresses are unknown"
                  }
                ]
                """))
        .doesNotContainKey("SecurityGroupIngress");
  }

  @Test
  void leadsTheRotationRoleToItsSecrets_andNobodyElse() {
    connected(network().build());

    assertThat(Resources.statements(endpoint().get("PolicyDocument")))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": { "AWS": { "Fn::GetAtt": [ "TokenRotationRole", "Arn" ] } },
                    "Action": [
                      "secretsmanager:DescribeSecret",
                      "secretsmanager:GetSecretValue",
                      "secretsmanager:ListSecretVersionIds",
                      "secretsmanager:PutSecretValue",
                      "secretsmanager:UpdateSecretVersionStage"
                    ],
                    "Resource": [ { "Ref": "Token" }, { "Ref": "TokenCredential" } ]
                  }
                ]
                """));
    assertThat(endpoint().get("PrivateDnsEnabled").booleanValue()).isTrue();
  }

  @Test
  void standsInAnotherStackThanTheToken_withoutReferringBack() {
    var other = stack("Network");

    connected(RotationNetwork.Builder.create(other, "Network").availabilityZones(zones()).build());

    app.synth();
    assertThat(stack.getDependencies()).containsExactly(other);
    assertThat(other.getDependencies()).isEmpty();
  }

  @Test
  void standsTwiceInOneStack() {
    connected(network().build());
    var other = RotationNetwork.Builder.create(stack, "Other").availabilityZones(zones()).build();
    connected(other, "OtherToken");

    assertThat(Resources.of(stack).all("AWS::EC2::VPCEndpoint")).hasSize(2);
    assertThat(other.getSecretsManagerEndpoint()).isPresent();
  }

  @Test
  void refusesASecondToken() {
    var network = network().build();
    connected(network);

    assertThatIllegalStateException()
        .isThrownBy(() -> connected(network, "Second"))
        .withMessage(
            "'token' must be the only one of a rotation network, give 'Test/Second' a network of its own");
  }

  @Test
  void refusesZonesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network().availabilityZones(List.of("us-east-1a")).build())
        .withMessage(
            "'availabilityZones' must be zones of the stack's Region, such as 'eu-west-1a', got 'us-east-1a'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network().availabilityZones(List.of("eu-west-1a", "eu-west-1a")).build())
        .withMessage("'availabilityZones' must name each zone once, got 'eu-west-1a' twice");
  }

  @Test
  void refusesADomainThatAllowsEverything() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network().allowedDomains(List.of("*")).build())
        .withMessage(
            "'allowedDomains' must be domains, such as 'api.example.com' or '*.example.com', got '*'");
  }

  @Test
  void refusesNoNatGateway() {
    assertThatNullPointerException()
        .isThrownBy(() -> network().natGateway(null).build())
        .withMessage("'natGateway' is required");
  }

  private RotationNetworkProps.Builder<RotationNetwork> network() {
    return RotationNetwork.Builder.create(stack, "Network").availabilityZones(zones());
  }

  private static List<String> zones() {
    return List.of("eu-west-1a", "eu-west-1b");
  }

  private void connected(RotationNetwork network) {
    connected(network, "Token");
  }

  private void connected(RotationNetwork network, String id) {
    network.connect(
        token(id).vpc(network.getVpc()).vpcSubnets(network.getRotationSubnets()).build());
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token(String id) {
    return HuggingFaceToken.Builder.create(stack, id)
        .endpointNamespace("acme")
        .endpointName("documents")
        .source(TokenSource.serviceAccount("65f0a1b2c3d4e5f6a7b8c9d0"));
  }

  private Stack stack(String id) {
    return new Stack(app, id, StackProps.builder().env(EUROPE).build());
  }

  private JsonNode endpoint() {
    return Resources.of(stack).only("AWS::EC2::VPCEndpoint");
  }

  private List<String> actions() {
    return Resources.of(stack)
        .only("AWS::Route53Resolver::FirewallRuleGroup")
        .get("FirewallRules")
        .findValuesAsText("Action");
  }

  private List<String> deletionPolicies() {
    return Resources.of(stack)
        .whole("AWS::Logs::LogGroup")
        .map(group -> group.get("DeletionPolicy").textValue())
        .toList();
  }
}
