package io.portcullis.constructs.function;

import static io.portcullis.constructs.Json.json;
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

  private Template template() {
    return Template.fromStack(stack);
  }
}
