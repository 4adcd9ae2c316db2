package io.portcullis.constructs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.InferenceGateway;
import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.network.SecurityLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.apigateway.CfnAuthorizer;
import software.amazon.awscdk.services.apigateway.IdentitySource;
import software.amazon.awscdk.services.cloudwatch.CfnCompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnCompositeAlarmProps;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.IConstruct;

/** A gateway is right, and each rule finds by its id what a change of a construct makes wrong. */
class GatewayMutationTest {
  private static final String TOKEN = "hf_" + "a1B2".repeat(8);

  @TempDir private Path folder;
  @TempDir private Path previous;

  @Test
  void theGatewayIsRight_asItIs() throws IOException {
    assertThat(findings("assembly", gateway -> {})).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void eachRuleFindsWhatIsMadeWrong(String rule, Consumer<InferenceGateway> mutation)
      throws IOException {
    assertThat(findings("assembly", mutation)).contains("Portcullis-" + rule);
  }

  @Test
  void stateThatGetsAnotherLogicalId_isFound() throws IOException {
    findings("before", gateway -> {});
    Files.copy(folder.resolve("before/Test.template.json"), previous.resolve("Test.json"));

    assertThat(
            findings(
                "after",
                gateway ->
                    resource(gateway.getFoundation().getToken().getSecret())
                        .overrideLogicalId("Another")))
        .containsExactly("Portcullis-StateKept");
  }

  @Test
  void everyRuleHasItsMutation() {
    assertThat(
            Stream.concat(
                mutations().map(mutation -> "Portcullis-" + mutation.get()[0]),
                Stream.of("Portcullis-StateKept")))
        .containsExactlyInAnyOrderElementsOf(new PortcullisPolicies().getRuleIds());
  }

  private static Stream<Arguments> mutations() {
    return Stream.of(
        mutation(
            "RuleOfThree",
            gateway ->
                resource(gateway.getApi().getRestApi().getDeploymentStage())
                    .addPropertyDeletionOverride("Variables")),
        mutation(
            "WeakestLevel",
            gateway -> {
              tag(gateway, DataClass.TAG, "regulated");
              tag(gateway, SecurityLevel.TAG, "protected");
            }),
        mutation(
            "MethodsAuthorized",
            gateway -> {
              method(gateway).addPropertyOverride("AuthorizationType", "NONE");
              method(gateway).addPropertyOverride("ApiKeyRequired", false);
            }),
        mutation("AuthorizersKeyed", GatewayMutationTest::keepByTokenAlone),
        mutation(
            "MethodsValidated",
            gateway -> method(gateway).addPropertyDeletionOverride("RequestModels")),
        mutation(
            "MethodsThrottled",
            gateway -> {
              resource(gateway.getApi().getUsagePlans().get("acme"))
                  .addPropertyDeletionOverride("Throttle");
              resource(gateway.getApi().getRestApi().getDeploymentStage())
                  .addPropertyDeletionOverride("MethodSettings");
            }),
        mutation(
            "StageBehindFirewall",
            gateway -> gateway.getFirewall().orElseThrow().getNode().tryRemoveChild("Association")),
        mutation(
            "ProxyBehindGateway",
            gateway ->
                gateway
                    .getProxy()
                    .getAlias()
                    .addFunctionUrl(
                        FunctionUrlOptions.builder()
                            .authType(FunctionUrlAuthType.AWS_IAM)
                            .build())),
        mutation(
            "PrivateNetworkClosed",
            gateway ->
                resource(gateway.getProxy().getFunction())
                    .addPropertyDeletionOverride("VpcConfig")),
        mutation("EgressNamed", gateway -> everywhere(gateway, "SecurityGroupEgress")),
        mutation("IngressNamed", gateway -> everywhere(gateway, "SecurityGroupIngress")),
        mutation(
            "DeadlinesOrdered",
            gateway ->
                resource(gateway.getProxy().getFunction()).addPropertyOverride("Timeout", 29)),
        mutation(
            "ResponseModesMatch",
            gateway ->
                method(gateway)
                    .addPropertyOverride("Integration.ResponseTransferMode", "BUFFERED")),
        mutation(
            "SecretsRotated",
            gateway ->
                child(gateway.getFoundation().getToken(), "AWS::Lambda::Permission")
                    .addPropertyDeletionOverride("SourceAccount")),
        mutation(
            "StateRetained",
            gateway -> {
              Stack.of(gateway).setTerminationProtection(true);
              resource(gateway.getFoundation().getTable())
                  .applyRemovalPolicy(RemovalPolicy.DESTROY);
            }),
        mutation(
            "LogGroupsProtected",
            gateway ->
                resource(gateway.getApi().getAccessLog())
                    .addPropertyDeletionOverride("RetentionInDays")),
        mutation(
            "BodiesUnlogged",
            gateway -> {
              tag(gateway, DataClass.TAG, "regulated");
              resource(gateway.getProxy().getFunction())
                  .addPropertyOverride("Environment.Variables.BODY_LOG_GROUP", "bodies");
            }),
        mutation(
            "AlarmsAct",
            gateway ->
                child(gateway.getAlarms(), "AWS::CloudWatch::CompositeAlarm")
                    .addPropertyDeletionOverride("AlarmActions")),
        mutation(
            "AlarmsMeasured",
            gateway ->
                child(gateway.getAlarms(), "AWS::CloudWatch::Alarm")
                    .addPropertyOverride("Namespace", "AWS/ApiGatway")),
        mutation(
            "CompositeAlarmsComplete",
            gateway ->
                new CfnCompositeAlarm(
                    gateway,
                    "Composite",
                    CfnCompositeAlarmProps.builder().alarmRule("ALARM(\"gone\")").build())),
        mutation(
            "TemplatesWithoutSecrets",
            gateway ->
                resource(gateway.getProxy().getFunction())
                    .addPropertyOverride("Environment.Variables.TOKEN", TOKEN)),
        mutation("PackagesWithoutSecrets", GatewayMutationTest::leakIntoPackage));
  }

  private static Arguments mutation(String rule, Consumer<InferenceGateway> change) {
    return Arguments.of(rule, change);
  }

  private static void tag(InferenceGateway gateway, String key, String value) {
    Tags.of(gateway.getApi().getRestApi()).add(key, value);
  }

  private static CfnResource method(InferenceGateway gateway) {
    return child(gateway.getApi(), "AWS::ApiGateway::Method");
  }

  private static void everywhere(InferenceGateway gateway, String property) {
    resource(gateway.getNetwork().getProxySecurityGroup())
        .addPropertyOverride(property, List.of(Map.of("CidrIp", "0.0.0.0/0", "IpProtocol", "tcp")));
  }

  private static void keepByTokenAlone(InferenceGateway gateway) {
    CfnAuthorizer.Builder.create(gateway, "Authorizer")
        .name("by-token")
        .restApiId(gateway.getApi().getRestApi().getRestApiId())
        .type("REQUEST")
        .authorizerUri(gateway.getProxy().getAlias().getFunctionArn())
        .identitySource(IdentitySource.header("Authorization"))
        .build();
  }

  private static void leakIntoPackage(InferenceGateway gateway) {
    try {
      var file = Files.createTempFile("leak", ".zip");
      file.toFile().deleteOnExit();
      try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
        zip.putNextEntry(new ZipEntry("application.properties"));
        zip.write(TOKEN.getBytes(StandardCharsets.UTF_8));
      }
      var asset = Asset.Builder.create(gateway, "Leak").path(file.toString()).build();
      resource(gateway.getProxy().getFunction())
          .addPropertyOverride("Code.S3Key", asset.getS3ObjectKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CfnResource resource(IConstruct construct) {
    return (CfnResource) construct.getNode().getDefaultChild();
  }

  /** The first resource of a type below a construct. */
  private static CfnResource child(IConstruct construct, String type) {
    return construct.getNode().findAll().stream()
        .filter(CfnResource.class::isInstance)
        .map(CfnResource.class::cast)
        .filter(resource -> resource.getCfnResourceType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** The rules that find something in a gateway after a change of its constructs. */
  private List<String> findings(String name, Consumer<InferenceGateway> mutation)
      throws IOException {
    var assembly = folder.resolve(name);
    var app = App.Builder.create().outdir(assembly.toString()).build();
    Validations.of(app).addPlugins(new PortcullisPolicies(previous));
    mutation.accept(gateway(new Stack(app, "Test")));
    try {
      app.synth();
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("ValidationFailed");
    }
    return PolicyReport.findings(assembly).stream().distinct().toList();
  }

  private static InferenceGateway gateway(Stack stack) {
    return InferenceGateway.Builder.create(stack, "Gateway")
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .customers(List.of(acme()))
        .build();
  }

  private static Customer acme() {
    return Customer.builder()
        .name("acme")
        .plan(new Plan("standard", 5, 10, 1000))
        .sourceCidrs(List.of("203.0.113.0/24"))
        .principals(List.of("arn:aws:iam::111122223333:role/acme"))
        .build();
  }
}
