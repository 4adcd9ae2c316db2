package io.portcullis.constructs.proxy;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.IStableStringProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.secretsmanager.Secret;

class InferenceProxyTest {
  private final App app = new App();
  private final Stack kept = new Stack(app, "Kept");
  private final Stack stack = new Stack(app, "Test");

  @Test
  void startsPublishedVersionsFromASnapshot() {
    proxy().build();

    assertFunction(
        """
        { "SnapStart": { "ApplyOn": "PublishedVersions" } }
        """);
  }

  @Test
  void isCalledByTheAliasLive_ofAPublishedVersion() {
    proxy().build();

    var alias = Resources.of(stack).only("AWS::Lambda::Alias");
    assertThat(alias.get("Name").textValue()).isEqualTo("live");
    assertThat(alias.at("/FunctionVersion/Fn::GetAtt/0").textValue())
        .startsWith("ProxyFunctionCurrentVersion");
  }

  /** Else a deployment would be all or nothing. */
  @Test
  void letsCodeDeployMoveItsAlias() {
    LambdaDeploymentGroup.Builder.create(stack, "Canary")
        .alias(proxy().build().getAlias())
        .deploymentConfig(LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES)
        .build();

    Template.fromStack(stack)
        .hasResource(
            "AWS::Lambda::Alias",
            json(
                """
                {
                  "Properties": { "Name": "live" },
                  "UpdatePolicy": { "CodeDeployLambdaAliasUpdate": {} }
                }
                """));
  }

  @Test
  void followsAChangeOfItsFunction_withANewVersion() {
    var changed = new InferenceProxyTest();

    proxy().build();
    changed.proxy().build().getFunction().addEnvironment("NAME", "value");

    assertThat(changed.version()).isNotEqualTo(version());
  }

  @Test
  void runsThePackageItIsGiven() {
    var bucket = Bucket.fromBucketName(stack, "Bucket", "packages");

    proxy().code(Code.fromBucket(bucket, "proxy.zip")).build();

    assertFunction(
        """
        {
          "Code": { "S3Bucket": "packages", "S3Key": "proxy.zip" },
          "Handler": "io.portcullis.proxy.StreamingProxyHandler"
        }
        """);
  }

  @Test
  void runsItsHandler_onJava25AndArm64() {
    proxy().build();

    assertFunction(
        """
        {
          "Handler": "io.portcullis.proxy.StreamingProxyHandler",
          "Runtime": "java25",
          "Architectures": [ "arm64" ]
        }
        """);
  }

  @Test
  void isToldEndpointSecretTimesLimitsAndGuards_andNothingElse() {
    proxy().build();

    var variables = variables();
    assertThat(variables)
        .containsOnlyKeys(
            "ENDPOINT_URL",
            "TOKEN_SECRET_ARN",
            "TOKEN_CACHE_SECONDS",
            "AWS_LAMBDA_EXEC_WRAPPER",
            "FIRST_BYTE_TIMEOUT_MILLIS",
            "IDLE_TIMEOUT_MILLIS",
            "TOTAL_TIMEOUT_MILLIS",
            "MAX_BODY_BYTES",
            "MAX_TOKENS",
            "MAX_MESSAGES",
            "MAX_CHOICES",
            "MODELS",
            "UNKNOWN_FIELDS",
            "SCALE_UP_TIMEOUT_SECONDS",
            "TABLE_FAILURE",
            "SPEND_PER_DAY",
            "SPEND_PER_MONTH",
            "INPUT_TOKEN_PRICE",
            "OUTPUT_TOKEN_PRICE",
            "DUPLICATE_LIMIT",
            "DUPLICATE_WINDOW_SECONDS",
            "BREAKER_FAILURES",
            "BREAKER_OPEN_SECONDS",
            "IDEMPOTENCY_SECONDS")
        .containsEntry("ENDPOINT_URL", "https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .containsEntry("TOKEN_CACHE_SECONDS", "300");
    assertThat(variables.get("TOKEN_SECRET_ARN").toString())
        .startsWith("{Fn::ImportValue=Kept:ExportsOutputRefSecret");
  }

  @Test
  void keepsTheTokenAsLongAsTold() {
    proxy().tokenCache(Duration.minutes(0.5)).build();

    assertThat(variables()).containsEntry("TOKEN_CACHE_SECONDS", "30");
  }

  @Test
  void has512Mebibytes_byDefault() {
    proxy().build();

    assertFunction(
        """
        { "MemorySize": 512 }
        """);
  }

  @Test
  void reservesNoConcurrency_byDefault() {
    proxy().build();

    assertThat(
            Resources.of(stack).only("AWS::Lambda::Function").has("ReservedConcurrentExecutions"))
        .isFalse();
  }

  @Test
  void reservesConcurrency_ifTold() {
    proxy().reservedConcurrentExecutions(20).build();

    assertFunction(
        """
        { "ReservedConcurrentExecutions": 20 }
        """);
  }

  @Test
  void runsInTheIsolatedSubnets_withTheGivenSecurityGroup_byDefault() {
    proxy().build();

    assertThat(Json.json(Resources.of(stack).only("AWS::Lambda::Function").get("VpcConfig")))
        .isEqualTo(
            json(
                """
                {
                  "SecurityGroupIds": [ { "Fn::GetAtt": [ "SecurityGroup", "GroupId" ] } ],
                  "SubnetIds": [
                    { "Ref": "VpcIsolatedSubnet1Subnet" }, { "Ref": "VpcIsolatedSubnet2Subnet" }
                  ]
                }
                """));
  }

  @Test
  void runsInTheGivenSubnets() {
    var proxy = proxy();
    var vpc = (Vpc) stack.getNode().findChild("Vpc");
    var second = vpc.getIsolatedSubnets().subList(1, 2);

    proxy.vpcSubnets(SubnetSelection.builder().subnets(second).build()).build();

    var function = Resources.of(stack).only("AWS::Lambda::Function");
    assertThat(Json.list(function.at("/VpcConfig/SubnetIds")))
        .containsExactly(json("{ \"Ref\": \"VpcIsolatedSubnet2Subnet\" }"));
  }

  @Test
  void keepsItsLogForThreeMonths_byDefault() {
    proxy().build();

    assertThat(Json.json(Resources.of(stack).only("AWS::Logs::LogGroup")))
        .isEqualTo(json("{ \"RetentionInDays\": 90 }"));
  }

  @Test
  void encryptsItsLog_withTheGivenKey() {
    proxy().encryptionKey(new Key(stack, "Key")).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::Logs::LogGroup").get("KmsKeyId")))
        .isEqualTo(json("{ \"Fn::GetAtt\": [ \"Key\", \"Arn\" ] }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://abc.example.com",
        "https://abc.example.com/",
        "https://abc.example.com/v1",
        "https://abc.example.com?a=b",
        "https://user@abc.example.com",
        "https://",
        "abc.example.com",
        ""
      })
  void rejectsUrlThatIsNotHttpsWithoutAPath(String endpointUrl) {
    var builder = proxy().endpointUrl(endpointUrl);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'endpointUrl' must be an https address without a path, got '%s'"
                .formatted(endpointUrl));
  }

  @Test
  void needsAUrl() {
    var builder = proxy().endpointUrl(null);

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'endpointUrl' is required");
  }

  @Test
  void takesAUrlThatIsKnownOnlyAtDeployment() {
    var url = CfnParameter.Builder.create(stack, "Url").build();

    proxy().endpointUrl(url.getValueAsString()).build();

    assertThat(variables()).containsEntry("ENDPOINT_URL", json("{ \"Ref\": \"Url\" }"));
  }

  @Test
  void takesAUrlThatIsKnownOnlyAtSynthesis() {
    IStableStringProducer url = () -> "https://late.example.com";

    proxy().endpointUrl(Lazy.string(url)).build();

    assertThat(variables()).containsEntry("ENDPOINT_URL", "https://late.example.com");
  }

  @Test
  void grantsInvocationOfTheAliasAlone() {
    var caller = new FunctionRole(stack, "Caller");

    proxy().build().grantInvoke(caller);

    assertThat(Resources.of(stack).permissionsOf("Caller"))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Action": "lambda:InvokeFunction",
                    "Resource": { "Ref": "ProxyAlias" }
                  }
                ]
                """));
  }

  @Test
  void addsWritingOfItsLogToItsRole_andNothingElse() {
    proxy().build();

    assertThat(Resources.of(stack).permissionsOf("Role"))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Action": [ "logs:CreateLogStream", "logs:PutLogEvents" ],
                    "Resource": { "Fn::GetAtt": [ "ProxyFunctionLogGroup", "Arn" ] }
                  }
                ]
                """));
  }

  @Test
  void putsNoSecretIntoTheTemplate() {
    proxy().build();

    assertThat(Template.fromStack(stack).toJSON().toString())
        .contains("TOKEN_SECRET_ARN")
        .doesNotContain("hf_planted", "resolve:secretsmanager");
  }

  /** A proxy with every required property, for tests to vary; its secret is in another stack. */
  private InferenceProxyProps.Builder<InferenceProxy> proxy() {
    var vpc =
        Vpc.Builder.create(stack, "Vpc")
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
            .build();
    return InferenceProxy.Builder.create(stack, "Proxy")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .tokenSecret(
            Secret.Builder.create(kept, "Secret")
                .secretStringValue(SecretValue.unsafePlainText("hf_planted"))
                .build())
        .role(new FunctionRole(stack, "Role").getRole())
        .vpc(vpc)
        .securityGroup(
            SecurityGroup.Builder.create(stack, "SecurityGroup")
                .vpc(vpc)
                .allowAllOutbound(false)
                .build());
  }

  /** Logical id of the version that the alias points at. */
  private String version() {
    var versions = Template.fromStack(stack).findResources("AWS::Lambda::Version");
    assertThat(versions).hasSize(1);
    return versions.keySet().iterator().next();
  }

  private Map<String, Object> variables() {
    return Json.json(
        Resources.of(stack).only("AWS::Lambda::Function").at("/Environment/Variables"));
  }

  private void assertFunction(String properties) {
    Template.fromStack(stack).hasResourceProperties("AWS::Lambda::Function", json(properties));
  }
}
