package io.portcullis.constructs.function;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.Json.properties;
import static io.portcullis.constructs.Json.statements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;

class JavaFunctionTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void runsOnJava25AndArm_with512MegabytesAnd30Seconds_byDefault() {
    function().build();

    template()
        .hasResourceProperties(
            "AWS::Lambda::Function",
            json(
                """
                { "Runtime": "java25", "Architectures": ["arm64"], "MemorySize": 512,
                  "Timeout": 30 }
                """));
  }

  @Test
  void mayWriteToItsOwnLogGroup_andNoOther() {
    var function = function().build();
    var logGroup = stack.resolve(function.getLogGroup().getLogGroupArn());

    assertThat(statements(template(), "AWS::IAM::Policy", "PolicyDocument"))
        .isEqualTo(
            List.of(
                Map.of(
                    "Effect",
                    "Allow",
                    "Action",
                    List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                    "Resource",
                    logGroup)));
  }

  @Test
  void keepsLogsForThreeMonths_byDefault() {
    function().build();

    template().hasResourceProperties("AWS::Logs::LogGroup", json("{ \"RetentionInDays\": 90 }"));
  }

  @Test
  void keepsLogsAsLongAsTold() {
    function().logRetention(RetentionDays.ONE_WEEK).build();

    template().hasResourceProperties("AWS::Logs::LogGroup", json("{ \"RetentionInDays\": 7 }"));
  }

  @Test
  void encryptsLogsWithTheGivenKey() {
    var key = Key.Builder.create(stack, "Key").build();
    function().encryptionKey(key).build();

    template()
        .hasResourceProperties(
            "AWS::Logs::LogGroup", Map.of("KmsKeyId", stack.resolve(key.getKeyArn())));
  }

  @Test
  void logsSurviveTheStack_byDefault() {
    function().build();

    template().hasResource("AWS::Logs::LogGroup", json("{ \"DeletionPolicy\": \"Retain\" }"));
  }

  @Test
  void logsGoWithTheStack_ifTold() {
    function().removalPolicy(RemovalPolicy.DESTROY).build();

    template().hasResource("AWS::Logs::LogGroup", json("{ \"DeletionPolicy\": \"Delete\" }"));
  }

  @Test
  void runsOutsideOfAnyVpc_byDefault() {
    function().build();

    assertThat(properties(template(), "AWS::Lambda::Function"))
        .noneMatch(properties -> properties.containsKey("VpcConfig"));
  }

  @Test
  void runsInTheIsolatedSubnets_byDefault() {
    var vpc = vpc();

    function().vpc(vpc).securityGroups(List.of(securityGroup(vpc))).build();

    assertThat(subnetIds()).isEqualTo(subnetIds(vpc.getIsolatedSubnets()));
  }

  @Test
  void runsInTheGivenSubnets() {
    var vpc = vpc();

    function()
        .vpc(vpc)
        .vpcSubnets(SubnetSelection.builder().subnets(vpc.getPrivateSubnets()).build())
        .securityGroups(List.of(securityGroup(vpc)))
        .build();

    assertThat(subnetIds()).isEqualTo(subnetIds(vpc.getPrivateSubnets()));
  }

  @Test
  void needsARole() {
    var builder = JavaFunction.Builder.create(stack, "Function");

    assertThatNullPointerException()
        .isThrownBy(
            () ->
                builder
                    .code(FunctionPackage.PROXY.code())
                    .handler("com.example.Handler")
                    .description("Answers")
                    .build())
        .withMessage("'role' is required");
  }

  /** A function with every required property, for tests to vary. */
  private JavaFunctionProps.Builder<JavaFunction> function() {
    return JavaFunction.Builder.create(stack, "Function")
        .code(FunctionPackage.PROXY.code())
        .handler("com.example.Handler")
        .description("Answers")
        .role(new FunctionRole(stack, "Role").getRole());
  }

  private Vpc vpc() {
    return Vpc.Builder.create(stack, "Vpc")
        .natGateways(1)
        .subnetConfiguration(
            List.of(
                subnets("Public", SubnetType.PUBLIC),
                subnets("Private", SubnetType.PRIVATE_WITH_EGRESS),
                subnets("Isolated", SubnetType.PRIVATE_ISOLATED)))
        .build();
  }

  private static SubnetConfiguration subnets(String name, SubnetType type) {
    return SubnetConfiguration.builder().name(name).subnetType(type).build();
  }

  private SecurityGroup securityGroup(Vpc vpc) {
    return SecurityGroup.Builder.create(stack, "SecurityGroup").vpc(vpc).build();
  }

  private Object subnetIds() {
    return properties(template(), "AWS::Lambda::Function").stream()
        .filter(properties -> "java25".equals(properties.get("Runtime")))
        .map(properties -> (Map<?, ?>) properties.get("VpcConfig"))
        .map(vpcConfig -> vpcConfig.get("SubnetIds"))
        .findFirst()
        .orElseThrow();
  }

  private List<Object> subnetIds(List<ISubnet> subnets) {
    return subnets.stream().map(subnet -> stack.resolve(subnet.getSubnetId())).toList();
  }

  private Template template() {
    return Template.fromStack(stack);
  }
}
