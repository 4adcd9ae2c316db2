package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.ModelOptions;
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
  void asksForKeyValidBodyAndModel() {
    api(stack).build();

    var method = Json.json(Resources.of(stack).only("AWS::ApiGateway::Method"));
    assertThat(method)
        .containsEntry("HttpMethod", "POST")
        .containsEntry("ApiKeyRequired", true)
        .containsEntry("RequestValidatorId", json("{ \"Ref\": \"ApiRequestValidator\" }"))
        .containsEntry(
            "RequestModels", json("{ \"application/json\": { \"Ref\": \"ApiChatCompletions\" } }"));
  }

  @Test
  void checksBodyAndParameters() {
    api(stack).build();

    Template.fromStack(stack)
        .hasResourceProperties(
            "AWS::ApiGateway::RequestValidator",
            json(
                """
                { "ValidateRequestBody": true, "ValidateRequestParameters": true }
                """));
  }

  @Test
  void hasTheOneRoute() {
    api(stack).build();

    assertThat(Resources.of(stack).all("AWS::ApiGateway::Resource"))
        .extracting(resource -> resource.get("PathPart").textValue())
        .containsExactly("v1", "chat", "completions");
  }

  @Test
  void knowsNamesAndTypesOfAChatCompletion_andLetsUnknownOnesPass() {
    api(stack).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::Model").get("Schema")))
        .isEqualTo(
            json(
                """
                {
                  "$schema": "http://json-schema.org/draft-04/schema#",
                  "title": "ChatCompletions",
                  "type": "object",
                  "required": [ "messages" ],
                  "properties": {
                    "model": { "type": "string" },
                    "messages": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [ "role" ],
                        "properties": { "role": { "type": "string" } }
                      }
                    }
                  }
                }
                """));
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
                  "SourceArn": { "Fn::Join": [ "", [
                    "arn:", { "Ref": "AWS::Partition" }, ":execute-api:", { "Ref": "AWS::Region" }, ":",
                    { "Ref": "AWS::AccountId" }, ":", { "Ref": "Api" }, "/",
                    { "Ref": "ApiDeploymentStagelive" }, "/POST/v1/chat/completions"
                  ] ] }
                }
                """));
  }

  @Test
  void logsIdsOfKeys_neverTheirValues() {
    api(stack).build();

    assertThat(accessLogFormat()).containsEntry("api_key_id", "$context.identity.apiKeyId");
    assertThat(accessLogFormat().toString())
        .doesNotContainPattern("\\$context\\.identity\\.apiKey(?!Id)");
  }

  @Test
  void logsWhoCalledWhatAndWhichLayerAnswered_asJson() {
    api(stack).build();

    assertThat(accessLogFormat())
        .containsOnlyKeys(
            "request_id",
            "time",
            "source_ip",
            "api_key_id",
            "method",
            "route",
            "status",
            "refused_by",
            "firewall_status",
            "integration_status",
            "integration_ms",
            "total_ms",
            "bytes",
            "tls");
  }

  @Test
  void logsNoContent() {
    api(stack).build();

    var stage = Resources.of(stack).only("AWS::ApiGateway::Stage");
    assertThat(stage.findValues("DataTraceEnabled")).noneMatch(value -> value.booleanValue());
    assertThat(stage.findValues("LoggingLevel")).isEmpty();
  }

  @Test
  void refusesTwoCustomersOfOneName() {
    var acme =
        Customer.builder()
            .name("acme")
            .plan(new Plan("trial", 1, 1, 1))
            .sourceCidrs(List.of("203.0.113.0/24"))
            .build();
    var builder = api(stack).customers(List.of(acme, acme));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'customers' must have different names, got 'acme' twice");
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

  private Map<String, Object> accessLogFormat() {
    var stage = Resources.of(stack).only("AWS::ApiGateway::Stage");
    return json(stage.at("/AccessLogSetting/Format").textValue());
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
