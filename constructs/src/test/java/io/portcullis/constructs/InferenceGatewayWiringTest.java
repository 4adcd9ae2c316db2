package io.portcullis.constructs;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;

/** That the layers of a gateway stand before each other, and none beside another. */
class InferenceGatewayWiringTest {
  private final Stack stack = new Stack(new App(), "Test");
  private InferenceGateway gateway;

  @BeforeEach
  void createGateway() {
    gateway =
        InferenceGateway.Builder.create(stack, "Gateway")
            .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
            .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
            .build();
  }

  @Test
  void putsTheFirewallBeforeTheStageOfItsApi() {
    assertThat(json(Resources.of(stack).only("AWS::WAFv2::WebACLAssociation")))
        .containsEntry("ResourceArn", resolved(stageArn()));
  }

  @Test
  void handsRequestsToTheAlias() {
    var method = Resources.of(stack).only("AWS::ApiGateway::Method");

    assertThat(method.at("/Integration/Uri").findValuesAsText("Ref"))
        .containsExactly("AWS::Partition", "AWS::Region", "GatewayProxyAlias");
  }

  @Test
  void passesAnswersOnWhole_whereTheProxyDoes() {
    var other = new Stack(new App(), "Other");
    InferenceGateway.Builder.create(other, "Gateway")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .proxy(proxy -> proxy.responseTransferMode(ResponseTransferMode.BUFFERED))
        .build();

    assertThat(
            Resources.of(other).only("AWS::ApiGateway::Method").at("/Integration/Uri").toString())
        .contains("2015-03-31")
        .doesNotContain("response-streaming");
  }

  @Test
  void runsTheProxy_asTheRoleOfTheFoundation() {
    assertThat(json(proxy().get("Role")))
        .isEqualTo(json("{ \"Fn::GetAtt\": [ \"GatewayFoundationProxyRole\", \"Arn\" ] }"));
  }

  @Test
  void runsTheProxy_inTheNetwork() {
    assertThat(json(proxy().get("VpcConfig")))
        .isEqualTo(
            json(
                """
                {
                  "SecurityGroupIds": [
                    { "Fn::GetAtt": [ "GatewayNetworkProxySecurityGroup", "GroupId" ] }
                  ],
                  "SubnetIds": [
                    { "Ref": "GatewayNetworkProxySubnet1Subnet" },
                    { "Ref": "GatewayNetworkProxySubnet2Subnet" }
                  ]
                }
                """));
  }

  @Test
  void tellsTheProxy_whichTokenToUse() {
    assertThat(json(proxy().at("/Environment/Variables/TOKEN_SECRET_ARN")))
        .isEqualTo(json("{ \"Ref\": \"GatewayFoundationToken\" }"));
  }

  @Test
  void tellsTheProxy_whichTableToCountIn() {
    assertThat(json(proxy().at("/Environment/Variables/STATE_TABLE")))
        .isEqualTo(json("{ \"Ref\": \"GatewayFoundationTable\" }"));
  }

  @Test
  void letsNothingButTheProxy_readTheTokenThroughTheNetwork() {
    var endpoint = Resources.of(stack).named("GatewayNetworkSecretsManagerEndpoint");

    assertThat(Resources.statements(endpoint.get("PolicyDocument")))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": {
                      "AWS": { "Fn::GetAtt": [ "GatewayFoundationProxyRole", "Arn" ] }
                    },
                    "Action": [ "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue" ],
                    "Resource": { "Ref": "GatewayFoundationToken" }
                  }
                ]
                """));
  }

  @Test
  void letsTheProxyReachTheLogOfBodies_ifThereIsOne() {
    var other = new Stack(new App(), "Other");
    InferenceGateway.Builder.create(other, "Gateway")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .proxy(proxy -> proxy.bodyLogShare(0.01))
        .build();

    assertThat(
            Resources.of(other)
                .named("GatewayNetworkLogsEndpoint")
                .at("/PolicyDocument/Statement/0/Resource"))
        .hasToString("{\"Fn::GetAtt\":[\"GatewayProxyBodyLog\",\"Arn\"]}");
    assertThat(Resources.of(stack).all("AWS::EC2::VPCEndpoint"))
        .noneMatch(endpoint -> endpoint.get("ServiceName").toString().contains(".logs"));
  }

  @Test
  void exposesItsParts() {
    assertThat(gateway.getNode().getChildren())
        .containsExactlyInAnyOrder(
            gateway.getFoundation(),
            gateway.getNetwork(),
            gateway.getProxy(),
            gateway.getApi(),
            gateway.getFirewall().orElseThrow(),
            gateway.getAlarms(),
            gateway.getDashboard());
  }

  private JsonNode proxy() {
    return Resources.of(stack).named("GatewayProxyFunction");
  }

  private String stageArn() {
    return gateway.getApi().getRestApi().getDeploymentStage().getStageArn();
  }

  private Object resolved(String value) {
    return Resources.of(stack).resolved(value);
  }
}
