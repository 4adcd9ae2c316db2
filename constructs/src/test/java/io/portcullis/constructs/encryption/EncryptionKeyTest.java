package io.portcullis.constructs.encryption;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.Json.list;
import static io.portcullis.constructs.Json.statements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Resources;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;

class EncryptionKeyTest {
  private final Stack stack =
      new Stack(
          new App(),
          "Test",
          StackProps.builder()
              .env(Environment.builder().account("111111111111").region("eu-west-1").build())
              .build());

  @Test
  void replacesItsMaterialEveryYear() {
    key().build();

    template().hasResourceProperties("AWS::KMS::Key", json("{ \"EnableKeyRotation\": true }"));
  }

  @Test
  void admitsTheAccountAndItsLogGroupsAlarmsAndBudgets_andNobodyElse() {
    key().build();

    assertThat(statements(template(), "AWS::KMS::Key", "KeyPolicy"))
        .isEqualTo(
            list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": { "AWS": { "Fn::Join": ["", [
                      "arn:", { "Ref": "AWS::Partition" }, ":iam::111111111111:root"]] } },
                    "Action": "kms:*",
                    "Resource": "*"
                  },
                  {
                    "Sid": "LogGroups",
                    "Effect": "Allow",
                    "Principal": { "Service": "logs.eu-west-1.amazonaws.com" },
                    "Action": ["kms:Decrypt*", "kms:DescribeKey", "kms:Encrypt*",
                      "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                    "Resource": "*",
                    "Condition": { "ArnLike": { "kms:EncryptionContext:aws:logs:arn": {
                      "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" },
                        ":logs:eu-west-1:111111111111:log-group:*"]] } } }
                  },
                  {
                    "Sid": "Alarms",
                    "Effect": "Allow",
                    "Principal": { "Service": "cloudwatch.amazonaws.com" },
                    "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                    "Resource": "*",
                    "Condition": { "ArnLike": { "aws:SourceArn": {
                      "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" },
                        ":cloudwatch:eu-west-1:111111111111:alarm:*"]] } } }
                  },
                  {
                    "Sid": "Budgets",
                    "Effect": "Allow",
                    "Principal": { "Service": "budgets.amazonaws.com" },
                    "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                    "Resource": "*",
                    "Condition": { "StringEquals": { "aws:SourceAccount": "111111111111" } }
                  },
                  {
                    "Sid": "GrantsOfServicesAlone",
                    "Effect": "Deny",
                    "Principal": { "AWS": "*" },
                    "Action": "kms:CreateGrant",
                    "Resource": "*",
                    "Condition": { "BoolIfExists": {
                      "aws:PrincipalIsAWSService": "false", "kms:GrantIsForAWSResource": "false" } }
                  }
                ]
                """));
  }

  @Test
  void admitsTheSameServices_toAKeyOfOnesOwn() {
    EncryptionKey.admitServices(new Key(stack, "Own"));

    var policy = Resources.of(stack).only("AWS::KMS::Key").get("KeyPolicy");
    assertThat(policy.findValuesAsText("Sid")).containsExactly("LogGroups", "Alarms", "Budgets");
  }

  @Test
  void cannotAdmitServices_toAnImportedKey() {
    var arn = "arn:aws:kms:eu-west-1:111111111111:key/00000000-0000-0000-0000-000000000000";
    var key = Key.fromKeyArn(stack, "Imported", arn);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionKey.admitServices(key))
        .withMessage(
            "'key' must be made by this app, got 'Test/Imported', which is imported: admit the services where it is made");
  }

  @Test
  void survivesItsStack_byDefault() {
    key().build();

    template().hasResource("AWS::KMS::Key", json("{ \"DeletionPolicy\": \"Retain\" }"));
  }

  @Test
  void goesWithItsStack_ifTold() {
    key().removalPolicy(RemovalPolicy.DESTROY).build();

    template().hasResource("AWS::KMS::Key", json("{ \"DeletionPolicy\": \"Delete\" }"));
  }

  private EncryptionKeyProps.Builder<EncryptionKey> key() {
    return EncryptionKey.Builder.create(stack, "Key");
  }

  private Template template() {
    return Template.fromStack(stack);
  }
}
