package io.portcullis.constructs;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;

class InferenceFoundationTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void letsTheProxyReadTheTokenAndUseItsVpc_andNothingElse() {
    foundation().build();

    assertThat(Resources.of(stack).permissionsOf("FoundationProxyRole"))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Deny",
                    "Action": [
                      "ec2:AssignPrivateIpAddresses",
                      "ec2:CreateNetworkInterface",
                      "ec2:DeleteNetworkInterface",
                      "ec2:DescribeNetworkInterfaces",
                      "ec2:DescribeSubnets",
                      "ec2:UnassignPrivateIpAddresses"
                    ],
                    "Resource": "*",
                    "Condition": { "ArnLike": { "lambda:SourceFunctionArn": { "Fn::Join": [ "", [
                      "arn:", { "Ref": "AWS::Partition" }, ":lambda:", { "Ref": "AWS::Region" }, ":",
                      { "Ref": "AWS::AccountId" }, ":function:*"
                    ] ] } } }
                  },
                  {
                    "Effect": "Allow",
                    "Action": [
                      "ec2:AssignPrivateIpAddresses",
                      "ec2:CreateNetworkInterface",
                      "ec2:DeleteNetworkInterface",
                      "ec2:DescribeNetworkInterfaces",
                      "ec2:DescribeSubnets",
                      "ec2:UnassignPrivateIpAddresses"
                    ],
                    "Resource": "*"
                  },
                  {
                    "Effect": "Allow",
                    "Action": [ "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret" ],
                    "Resource": { "Ref": "FoundationToken" }
                  }
                ]
                """));
  }

  @Test
  void findsItemsById_andLetsThemExpire() {
    foundation().build();

    var table = Json.json(Resources.of(stack).only("AWS::DynamoDB::Table"));
    assertThat(table)
        .containsEntry(
            "KeySchema", Json.list("[{ \"AttributeName\": \"id\", \"KeyType\": \"HASH\" }]"))
        .containsEntry(
            "TimeToLiveSpecification",
            json("{ \"AttributeName\": \"expires\", \"Enabled\": true }"));
  }

  @Test
  void paysForTheTableByRequest() {
    foundation().build();

    Template.fromStack(stack)
        .hasResourceProperties(
            "AWS::DynamoDB::Table", json("{ \"BillingMode\": \"PAY_PER_REQUEST\" }"));
  }

  @Test
  void canRestoreTheTableToAnyTime() {
    foundation().build();

    Template.fromStack(stack)
        .hasResourceProperties(
            "AWS::DynamoDB::Table",
            json(
                """
                { "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true } }
                """));
  }

  @Test
  void encryptsEverythingWithAKeyOfItsOwn_byDefault() {
    foundation().build();

    assertThat(keys()).containsOnly("{\"Fn::GetAtt\":[\"FoundationEncryptionKey\",\"Arn\"]}");
  }

  @Test
  void encryptsEverythingWithTheGivenKey() {
    foundation().encryptionKey(new Key(stack, "Given")).build();

    assertThat(keys()).containsOnly("{\"Fn::GetAtt\":[\"Given\",\"Arn\"]}");
  }

  @Test
  void makesNoKey_ifOneIsGiven() {
    foundation().encryptionKey(new Key(stack, "Given")).build();

    Template.fromStack(stack).resourceCountIs("AWS::KMS::Key", 1);
  }

  @Test
  void rotatesTheTokenEvery30Days_byDefault() {
    foundation().build();

    assertSchedule("rate(30 days)");
  }

  @Test
  void rotatesTheTokenWhenTold() {
    foundation().scheduleExpression("cron(0 8 1 * ? *)").build();

    assertSchedule("cron(0 8 1 * ? *)");
  }

  @Test
  void keepsLogsForThreeMonths_byDefault() {
    foundation().build();

    assertThat(Resources.of(stack).only("AWS::Logs::LogGroup").get("RetentionInDays").intValue())
        .isEqualTo(90);
  }

  @Test
  void keepsLogsAsLongAsTold() {
    foundation().logRetention(RetentionDays.ONE_YEAR).build();

    assertThat(Resources.of(stack).only("AWS::Logs::LogGroup").get("RetentionInDays").intValue())
        .isEqualTo(365);
  }

  @Test
  void retainsKeySecretTableAndLog_byDefault() {
    foundation().build();

    assertThat(deletionPolicies()).containsExactly("Retain", "Retain", "Retain", "Retain");
  }

  @Test
  void destroysKeySecretTableAndLog_ifTold() {
    foundation().removalPolicy(RemovalPolicy.DESTROY).build();

    assertThat(deletionPolicies()).containsExactly("Delete", "Delete", "Delete", "Delete");
  }

  private InferenceFoundationProps.Builder<InferenceFoundation> foundation() {
    return InferenceFoundation.Builder.create(stack, "Foundation");
  }

  private void assertSchedule(String expression) {
    var schedule = Resources.of(stack).only("AWS::SecretsManager::RotationSchedule");
    assertThat(schedule.at("/RotationRules/ScheduleExpression").textValue()).isEqualTo(expression);
  }

  /** Keys of secret, log group and table. */
  private List<String> keys() {
    var resources = Resources.of(stack);
    return List.of(
        resources.only("AWS::SecretsManager::Secret").get("KmsKeyId").toString(),
        resources.only("AWS::Logs::LogGroup").get("KmsKeyId").toString(),
        resources.only("AWS::DynamoDB::Table").at("/SSESpecification/KMSMasterKeyId").toString());
  }

  private List<String> deletionPolicies() {
    var resources = Resources.of(stack);
    return List.of(
            "AWS::KMS::Key",
            "AWS::SecretsManager::Secret",
            "AWS::DynamoDB::Table",
            "AWS::Logs::LogGroup")
        .stream()
        .flatMap(resources::whole)
        .map(resource -> resource.path("DeletionPolicy").asText())
        .toList();
  }
}
