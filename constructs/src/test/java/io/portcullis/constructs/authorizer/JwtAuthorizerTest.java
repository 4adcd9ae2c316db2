package io.portcullis.constructs.authorizer;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.api.InferenceApi;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;

class JwtAuthorizerTest {
  private final App app = new App();
  private final Stack stack = new Stack(app, "Test");

  @Test
  void keepsResultsByTokenAndKeyTogether_forFiveMinutes() {
    api(authorizer().build());

    assertThat(Json.json(resources().only("AWS::ApiGateway::Authorizer")))
        .containsEntry("Type", "REQUEST")
        .containsEntry(
            "IdentitySource", "method.request.header.Authorization,method.request.header.x-api-key")
        .containsEntry("AuthorizerResultTtlInSeconds", 300);
  }

  @Test
  void asksTheAliasLive_ofAPublishedVersionWithASnapshot() {
    api(authorizer().build());

    assertThat(resources().only("AWS::ApiGateway::Authorizer").get("AuthorizerUri").toString())
        .contains("{\"Ref\":\"AuthorizerAlias\"},\"/invocations\"");
    var alias = resources().only("AWS::Lambda::Alias");
    assertThat(alias.get("Name").textValue()).isEqualTo("live");
    assertThat(alias.at("/FunctionVersion/Fn::GetAtt/0").textValue())
        .startsWith("AuthorizerFunctionCurrentVersion");
    assertThat(function().at("/SnapStart/ApplyOn").textValue()).isEqualTo("PublishedVersions");
  }

  @Test
  void isCalledByThisAccountsApiForThisAuthorizerAlone() {
    api(authorizer().build());

    assertThat(permissionOf("Authorizer"))
        .isEqualTo(
            json(
                """
                {
                  "Action": "lambda:InvokeFunction",
                  "FunctionName": { "Ref": "AuthorizerAlias" },
                  "Principal": "apigateway.amazonaws.com",
                  "SourceAccount": { "Ref": "AWS::AccountId" },
                  "SourceArn": {
                    "Fn::Join": [ "", [
                      "arn:", { "Ref": "AWS::Partition" }, ":execute-api:",
                      { "Ref": "AWS::Region" }, ":", { "Ref": "AWS::AccountId" }, ":",
                      { "Ref": "Api" }, "/authorizers/", { "Ref": "Authorizer" }
                    ] ]
                  }
                }
                """));
  }

  @Test
  void mayWriteItsLog_andNothingElse() {
    api(authorizer().build());

    assertThat(resources().permissionsOf("AuthorizerRole"))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Action": [ "logs:CreateLogStream", "logs:PutLogEvents" ],
                    "Resource": { "Fn::GetAtt": [ "AuthorizerFunctionLogGroup", "Arn" ] }
                  }
                ]
                """));
  }

  @Test
  void runsOutsideOfAnyVpc() {
    api(authorizer().build());

    assertThat(function().has("VpcConfig")).isFalse();
  }

  @Test
  void runsItsHandler_onJava25AndArm64() {
    api(authorizer().build());

    assertThat(Json.json(function()))
        .containsEntry("Handler", "io.portcullis.authorizer.AuthorizerHandler")
        .containsEntry("Runtime", "java25")
        .containsEntry("Architectures", List.of("arm64"))
        .containsEntry("MemorySize", 512)
        .containsEntry("Timeout", 10);
  }

  @Test
  void isToldWhatTokensMustBe_andNothingElse() {
    api(authorizer().build());

    assertThat(variables())
        .isEqualTo(
            Map.of(
                "ISSUER", "https://login.example.com/tenant",
                "AUDIENCES", "https://llm.example.com",
                "SCOPES", "",
                "ALGORITHMS", "RS256 ES256",
                "SUBJECT_CLAIM", "sub",
                "CLOCK_SKEW_SECONDS", "30"));
  }

  @Test
  void isToldEverythingThatIsChosen() {
    api(
        authorizer()
            .issuer("https://tenant.auth.example.com/")
            .audiences(List.of("a", "https://b.example.com/"))
            .scopes(List.of("infer", "read:models"))
            .algorithms(List.of(JwtAlgorithm.EDDSA, JwtAlgorithm.PS512))
            .subjectClaim("client_id")
            .clockSkew(Duration.minutes(1))
            .build());

    assertThat(variables())
        .isEqualTo(
            Map.of(
                "ISSUER", "https://tenant.auth.example.com/",
                "AUDIENCES", "a https://b.example.com/",
                "SCOPES", "infer read:models",
                "ALGORITHMS", "EdDSA PS512",
                "SUBJECT_CLAIM", "client_id",
                "CLOCK_SKEW_SECONDS", "60"));
  }

  @Test
  void takesWhatIsKnownOnlyAtDeployment() {
    var issuer = CfnParameter.Builder.create(stack, "Issuer").build();
    var audiences =
        CfnParameter.Builder.create(stack, "Audiences").type("CommaDelimitedList").build();

    api(
        authorizer()
            .issuer(issuer.getValueAsString())
            .audiences(audiences.getValueAsList())
            .scopes(List.of(issuer.getValueAsString()))
            .build());

    assertThat(variables())
        .containsEntry("ISSUER", json("{ \"Ref\": \"Issuer\" }"))
        .containsEntry("AUDIENCES", json("{ \"Fn::Join\": [ \" \", { \"Ref\": \"Audiences\" } ] }"))
        .containsEntry("SCOPES", json("{ \"Ref\": \"Issuer\" }"));
  }

  @Test
  void runsThePackageItIsGiven() {
    var bucket = Bucket.fromBucketName(stack, "Bucket", "packages");

    api(authorizer().code(Code.fromBucket(bucket, "authorizer.zip")).build());

    assertThat(Json.json(function().get("Code")))
        .isEqualTo(Map.of("S3Bucket", "packages", "S3Key", "authorizer.zip"));
  }

  @Test
  void keepsItsLogForThreeMonths_byDefault() {
    api(authorizer().build());

    assertThat(resources().named("AuthorizerFunctionLogGroup").get("RetentionInDays").intValue())
        .isEqualTo(90);
    Template.fromStack(stack)
        .hasResource("AWS::Logs::LogGroup", json("{ \"DeletionPolicy\": \"Retain\" }"));
  }

  @Test
  void keepsAndEncryptsItsLogAsTold_withAKeyOfAnotherStack() {
    var builder =
        authorizer()
            .encryptionKey(new Key(new Stack(app, "Kept"), "Key"))
            .logRetention(RetentionDays.ONE_WEEK)
            .removalPolicy(RemovalPolicy.DESTROY);

    api(builder.build());

    var log = resources().named("AuthorizerFunctionLogGroup");
    assertThat(log.get("RetentionInDays").intValue()).isEqualTo(7);
    assertThat(log.at("/KmsKeyId/Fn::ImportValue").textValue()).startsWith("Kept:");
  }

  @Test
  void standsTwiceInOneStack() {
    api("First", authorizer("FirstAuthorizer").build());
    api("Second", authorizer("SecondAuthorizer").build());

    assertThat(permissionOf("SecondAuthorizer").get("SourceArn").toString())
        .contains("{Ref=Second}, /authorizers/, {Ref=SecondAuthorizer}");
  }

  /** An app without the CDK's feature flag for it. */
  @Test
  void deploysItsApiAnew_whenItChanges() {
    var deployment = deploymentOf(builder -> builder);

    assertThat(deploymentOf(builder -> builder.resultsCacheTtl(Duration.minutes(1))))
        .isNotEqualTo(deployment);
    assertThat(deploymentOf(builder -> builder)).isEqualTo(deployment);
  }

  /** The alias stays what the deployment knows, and follows the new version. */
  @Test
  void publishesItsFunctionAnew_whenTokensMustBeOtherwise() {
    assertThat(versionOf(builder -> builder.scopes(List.of("infer"))))
        .isNotEqualTo(versionOf(builder -> builder));
  }

  @Test
  void countsInTheFunctionsName() {
    var authorizer = authorizer().build();
    api(authorizer);

    assertOwn(authorizer.metricAuthorized(), "Authorized");
    assertOwn(authorizer.metricRefused(), "Refused");
    assertOwn(authorizer.metricIssuerFailures(), "IssuerFailures");
  }

  private void assertOwn(Metric metric, String name) {
    assertThat(metric.getNamespace()).isEqualTo("Portcullis");
    assertThat(metric.getMetricName()).isEqualTo(name);
    assertThat(metric.getStatistic()).isEqualTo("Sum");
    assertThat(metric.getPeriod().toMinutes()).isEqualTo(5);
    assertThat(resources().resolved(metric.getDimensions()))
        .isEqualTo(Map.of("FunctionName", Map.of("Ref", "AuthorizerFunction")));
  }

  private static String deploymentOf(
      UnaryOperator<JwtAuthorizerProps.Builder<JwtAuthorizer>> change) {
    var test = new JwtAuthorizerTest();
    test.api(change.apply(test.authorizer()).build());
    return test.logicalId("AWS::ApiGateway::Deployment");
  }

  private static String versionOf(UnaryOperator<JwtAuthorizerProps.Builder<JwtAuthorizer>> change) {
    var test = new JwtAuthorizerTest();
    test.api(change.apply(test.authorizer()).build());
    return test.logicalId("AWS::Lambda::Version");
  }

  private String logicalId(String type) {
    return Template.fromStack(stack).findResources(type).keySet().iterator().next();
  }

  private Map<String, Object> permissionOf(String authorizer) {
    return resources().all("AWS::Lambda::Permission").stream()
        .filter(
            permission -> permission.at("/FunctionName/Ref").asText().equals(authorizer + "Alias"))
        .map(Json::json)
        .findFirst()
        .orElseThrow();
  }

  private JsonNode function() {
    return resources().only("AWS::Lambda::Function");
  }

  private Map<String, Object> variables() {
    return Json.json(function().at("/Environment/Variables"));
  }

  private Resources resources() {
    return Resources.of(stack);
  }

  /** With every required property, for tests to vary. */
  private JwtAuthorizerProps.Builder<JwtAuthorizer> authorizer() {
    return authorizer("Authorizer");
  }

  private JwtAuthorizerProps.Builder<JwtAuthorizer> authorizer(String id) {
    return JwtAuthorizer.Builder.create(stack, id)
        .issuer("https://login.example.com/tenant")
        .audiences(List.of("https://llm.example.com"));
  }

  private void api(JwtAuthorizer authorizer) {
    api("Api", authorizer);
  }

  /** The API that it belongs to. */
  private void api(String id, JwtAuthorizer authorizer) {
    InferenceApi.Builder.create(stack, id)
        .proxy(
            Function.fromFunctionArn(
                stack, id + "Proxy", "arn:aws:lambda:us-east-1:111111111111:function:proxy"))
        .authorizer(authorizer.getAuthorizer())
        .build();
  }
}
