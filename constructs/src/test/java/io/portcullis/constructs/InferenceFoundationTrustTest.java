package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** Whom a foundation admits to its key and its roles, in whole statements. */
class InferenceFoundationTrustTest {
  private static final String ACCOUNT =
      """
      {
        "Fn::Join": [
          "",
          [ "arn:", { "Ref": "AWS::Partition" }, ":iam::", { "Ref": "AWS::AccountId" }, ":root" ]
        ]
      }
      """;

  private static final String SECRETS_MANAGER =
      """
      { "Fn::Join": [ "", [ "secretsmanager.", { "Ref": "AWS::Region" }, ".amazonaws.com" ] ] }
      """;

  private final Stack stack = new Stack(new App(), "Test");

  @BeforeEach
  void createFoundation() {
    InferenceFoundation.Builder.create(stack, "Foundation").build();
  }

  /** The first three statements are those of every encryption key. */
  @Test
  void admitsSecretsManagerToItsKey_forTheAccountAndTheProxy_andNobodyElse() {
    var policy = Resources.of(stack).only("AWS::KMS::Key").get("KeyPolicy");

    assertThat(Resources.statements(policy))
        .hasSize(6)
        .endsWith(
            Json.list(
                    """
                    [
                      {
                        "Effect": "Allow",
                        "Principal": { "AWS": %1$s },
                        "Action": [
                          "kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"
                        ],
                        "Resource": "*",
                        "Condition": { "StringEquals": { "kms:ViaService": %2$s } }
                      },
                      {
                        "Effect": "Allow",
                        "Principal": { "AWS": %1$s },
                        "Action": [ "kms:CreateGrant", "kms:DescribeKey" ],
                        "Resource": "*",
                        "Condition": { "StringEquals": { "kms:ViaService": %2$s } }
                      },
                      {
                        "Effect": "Allow",
                        "Principal": { "AWS": { "Fn::GetAtt": [ "FoundationProxyRole", "Arn" ] } },
                        "Action": "kms:Decrypt",
                        "Resource": "*",
                        "Condition": { "StringEquals": { "kms:ViaService": %2$s } }
                      }
                    ]
                    """
                        .formatted(ACCOUNT, SECRETS_MANAGER))
                .toArray());
  }

  @Test
  void hasTwoRoles_bothForLambda() {
    assertThat(Resources.of(stack).all("AWS::IAM::Role"))
        .hasSize(2)
        .extracting(role -> Resources.statements(role.get("AssumeRolePolicyDocument")))
        .containsOnly(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": { "Service": "lambda.amazonaws.com" },
                    "Action": "sts:AssumeRole"
                  }
                ]
                """));
  }
}
