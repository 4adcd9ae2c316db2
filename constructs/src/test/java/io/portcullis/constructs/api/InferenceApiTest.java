package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.ModelOptions;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAttributes;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;

class InferenceApiTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void isRegional() {
    api(stack).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::RestApi")))
        .containsEntry("EndpointConfiguration", json("{ \"Types\": [ \"REGIONAL\" ] }"));
  }

  @Test
  void takesTheKeyFromTheHeader() {
    api(stack).build();

    Template.fromStack(stack)
        .hasResourceProperties(
            "AWS::ApiGateway::RestApi", json("{ \"ApiKeySourceType\": \"HEADER\" }"));
  }

  @Test
  void mayCallTheAliasForItsRoute_andNothingElse() {
    api(stack).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::Lambda::Permission")))
        .isEqualTo(
            json(
                """
                {
                  "Action": "lambda:InvokeFunction",
                  "FunctionName": { "Ref": "Alias" },
                  "Principal": "apigateway.amazonaws.com",
                  "SourceAccount": { "Ref": "AWS::AccountId" },
                  "SourceArn": { "Fn::Join": [ "", [
                    "arn:", { "Ref": "AWS::Partition" }, ":execute-api:", { "Ref": "AWS::Region" }, ":",
                    { "Ref": "AWS::AccountId" }, ":", { "Ref": "Api" }, "/",
                    { "Ref": "ApiDeploymentStagelive" }, "/POST/v1/chat/completions"
                  ] ] }
                }
                """));
  }

  @Test
  void tracesRequests() {
    api(stack).build();

    assertThat(
            Resources.of(stack).only("AWS::ApiGateway::Stage").get("TracingEnabled").booleanValue())
        .isTrue();
  }

  @Test
  void leavesTheLogRoleOfTheAccountAlone() {
    api(stack).build();

    Template.fromStack(stack).resourceCountIs("AWS::ApiGateway::Account", 0);
  }

  @Test
  void keepsItsLogForThreeMonths_byDefault() {
    api(stack).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::Logs::LogGroup")))
        .isEqualTo(json("{ \"RetentionInDays\": 90 }"));
  }

  @Test
  void encryptsItsLog_withTheGivenKey() {
    api(stack).encryptionKey(new Key(stack, "Key")).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::Logs::LogGroup").get("KmsKeyId")))
        .isEqualTo(json("{ \"Fn::GetAtt\": [ \"Key\", \"Arn\" ] }"));
  }

  @Test
  void retainsItsLog_byDefault() {
    api(stack).build();

    Template.fromStack(stack)
        .hasResource("AWS::Logs::LogGroup", json("{ \"DeletionPolicy\": \"Retain\" }"));
  }

  @Test
  void destroysItsLog_ifTold() {
    api(stack).removalPolicy(RemovalPolicy.DESTROY).build();

    Template.fromStack(stack)
        .hasResource("AWS::Logs::LogGroup", json("{ \"DeletionPolicy\": \"Delete\" }"));
  }

  @Test
  void deploysAgain_whenAModelChanges() {
    assertThat(deploymentWithModelOf(JsonSchemaType.STRING))
        .isEqualTo(deploymentWithModelOf(JsonSchemaType.STRING))
        .isNotEqualTo(deploymentWithModelOf(JsonSchemaType.INTEGER));
  }

  @Test
  void deploysTheModelItWasGiven_beforeTheStageServesIt() {
    api(stack).build();

    assertThat(Resources.of(stack).whole("AWS::ApiGateway::Deployment"))
        .singleElement()
        .satisfies(
            deployment ->
                assertThat(Json.list(deployment.get("DependsOn")))
                    .contains("ApiChatCompletions", "ApiRequestValidator"));
  }

  @Test
  void saysWhereItsStageIs() {
    var api = api(stack).build();

    assertThat(Resources.of(stack).resolved(api.getUrl()))
        .isEqualTo(
            json(
                """
                { "Fn::Join": [ "", [
                  "https://", { "Ref": "Api" }, ".execute-api.", { "Ref": "AWS::Region" }, ".",
                  { "Ref": "AWS::URLSuffix" }, "/", { "Ref": "ApiDeploymentStagelive" }
                ] ] }
                """));
  }

  @Test
  void addsNoOutput() {
    api(stack).build();

    assertThat(Template.fromStack(stack).toJSON()).doesNotContainKey("Outputs");
  }

  @Test
  void isPrivate_ifTold_withAnAddressForEachVpcEndpoint() {
    var endpoint =
        InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(
            stack,
            "VpcEndpoint",
            InterfaceVpcEndpointAttributes.builder()
                .vpcEndpointId("vpce-0123456789abcdef0")
                .port(443)
                .build());
    api(stack).endpointType(EndpointType.PRIVATE).vpcEndpoints(List.of(endpoint)).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::RestApi")))
        .containsEntry(
            "EndpointConfiguration",
            json(
                """
                { "Types": [ "PRIVATE" ], "VpcEndpointIds": [ "vpce-0123456789abcdef0" ] }
                """));
  }

  @Test
  void isNeverAtTheEdge() {
    var builder = api(stack).endpointType(EndpointType.EDGE);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'endpointType' must be REGIONAL or PRIVATE, got 'EDGE'");
  }

  @Test
  void hasNoAddressForVpcEndpoints_ifRegional() {
    var endpoint =
        InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(
            stack,
            "VpcEndpoint",
            InterfaceVpcEndpointAttributes.builder()
                .vpcEndpointId("vpce-0123456789abcdef0")
                .port(443)
                .build());
    var builder = api(stack).vpcEndpoints(List.of(endpoint));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'vpcEndpoints' need the endpoint type PRIVATE, got 'REGIONAL'");
  }

  @Test
  void hasNoDomain_ifPrivate() {
    var domain =
        DomainNameOptions.builder()
            .domainName("llm.example.com")
            .certificate(
                Certificate.fromCertificateArn(
                    stack, "Certificate", "arn:aws:acm:us-east-1:111111111111:certificate/1"))
            .build();
    var builder = api(stack).endpointType(EndpointType.PRIVATE).domain(domain);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'domain' needs the endpoint type REGIONAL, got 'PRIVATE'");
  }

  @Test
  void knowsNoOtherAuthorization() {
    var builder = api(stack).authorizationType(AuthorizationType.COGNITO);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'authorizationType' must be one of [NONE, IAM, CUSTOM], got 'COGNITO'");
  }

  @Test
  void asksForASignature_byDefault() {
    assertThat(api(stack).build().getAuthorizationType()).isEqualTo(AuthorizationType.IAM);
  }

  @Test
  void standsTwiceInOneStack_onOneProxy() {
    var proxy =
        Function.fromFunctionArn(
            stack, "Proxy", "arn:aws:lambda:us-east-1:111111111111:function:proxy");
    var customers = List.of(ApiFixture.acme().build(), ApiFixture.globex().build());
    InferenceApi.Builder.create(stack, "First").proxy(proxy).customers(customers).build();
    InferenceApi.Builder.create(stack, "Second").proxy(proxy).customers(customers).build();

    Template.fromStack(stack).resourceCountIs("AWS::ApiGateway::RestApi", 2);
    Template.fromStack(stack).resourceCountIs("AWS::ApiGateway::ApiKey", 4);
  }

  @Test
  void needsAProxy() {
    var builder = api(stack).proxy(null);

    assertThatNullPointerException().isThrownBy(builder::build).withMessage("'proxy' is required");
  }

  @Test
  void exposesTheRestApi_asDefaultChild() {
    var api = api(stack).build();

    assertThat(api.getNode().getDefaultChild()).isSameAs(api.getRestApi());
  }

  /** An API with every required property, for tests to vary. */
  private static InferenceApiProps.Builder<InferenceApi> api(Stack stack) {
    var function =
        Function.Builder.create(stack, "Function")
            .runtime(Runtime.NODEJS_22_X)
            .handler("index.handler")
            .code(Code.fromInline("exports.handler = async () => ({ statusCode: 200 });"))
            .build();
    return InferenceApi.Builder.create(stack, "Api")
        .proxy(
            Alias.Builder.create(stack, "Alias")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build());
  }

  /** Logical id of the deployment of an API that has one model more. */
  private static String deploymentWithModelOf(JsonSchemaType type) {
    var stack = new Stack(new App(), "Test");
    var options = ModelOptions.builder().schema(JsonSchema.builder().type(type).build()).build();
    api(stack).build().getRestApi().addModel("Another", options);
    var deployments = Template.fromStack(stack).findResources("AWS::ApiGateway::Deployment");
    assertThat(deployments).hasSize(1);
    return List.copyOf(deployments.keySet()).get(0);
  }
}
