package io.portcullis.constructs.function;

import static io.portcullis.constructs.Json.list;
import static io.portcullis.constructs.Json.properties;
import static io.portcullis.constructs.Json.statements;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

class FunctionRoleTest {
  private static final String NETWORK_INTERFACE_ACTIONS =
      """
      ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface",
       "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
       "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"]""";

  private final Stack stack =
      new Stack(
          new App(),
          "Test",
          StackProps.builder()
              .env(Environment.builder().account("111111111111").region("eu-west-1").build())
              .build());

  private final FunctionRole role = new FunctionRole(stack, "Role");

  @Test
  void isAssumedByLambdaAlone() {
    assertThat(statements(template(), "AWS::IAM::Role", "AssumeRolePolicyDocument"))
        .isEqualTo(
            list(
                """
                [{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" },
                   "Action": "sts:AssumeRole" }]
                """));
  }

  @Test
  void mayDoNothing_byDefault() {
    template().resourceCountIs("AWS::IAM::Policy", 0);

    assertThat(properties(template(), "AWS::IAM::Role").get(0))
        .containsOnlyKeys("AssumeRolePolicyDocument");
  }

  @Test
  void letsLambdaUseNetworkInterfaces_butNotTheFunctionsCode() {
    role.grantNetworkInterfaces();

    assertThat(statements(template(), "AWS::IAM::Policy", "PolicyDocument"))
        .isEqualTo(
            list(
                """
                [
                  { "Effect": "Deny", "Action": %1$s, "Resource": "*",
                    "Condition": { "ArnLike": { "lambda:SourceFunctionArn": {
                      "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" },
                        ":lambda:eu-west-1:111111111111:function:*"]] } } } },
                  { "Effect": "Allow", "Action": %1$s, "Resource": "*" }
                ]
                """
                    .formatted(NETWORK_INTERFACE_ACTIONS)));
  }

  private Template template() {
    return Template.fromStack(stack);
  }
}
