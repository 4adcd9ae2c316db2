package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.encryption.EncryptionKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** Whom a foundation admits to its key, its token and its roles. */
class InferenceFoundationTrustTest {
  private final Stack stack = new Stack(new App(), "Test");

  @BeforeEach
  void createFoundation() {
    InferenceFoundation.Builder.create(stack, "Foundation").build();
  }

  @Test
  void admitsNobodyToItsKey_butWhomEveryEncryptionKeyAdmits() {
    var other = new Stack(new App(), "Test");
    EncryptionKey.Builder.create(other, "Key").build();

    assertThat(Json.json(keyPolicy(stack))).isEqualTo(Json.json(keyPolicy(other)));
  }

  @Test
  void letsProxyRotationAndDeploymentReadTheToken_andNobodyElse() {
    var readersAlone =
        Resources.of(stack)
            .only("AWS::SecretsManager::ResourcePolicy")
            .at("/ResourcePolicy/Statement/0");

    assertThat(Json.list(readersAlone.at("/Condition/ArnNotLike/aws:PrincipalArn")))
        .isEqualTo(
            Json.list(
                """
                [
                  { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-hnb659fds-cfn-exec-role-${AWS::AccountId}-${AWS::Region}" },
                  { "Fn::GetAtt": [ "FoundationTokenRotationRole", "Arn" ] },
                  { "Fn::GetAtt": [ "FoundationProxyRole", "Arn" ] }
                ]
                """));
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

  private static JsonNode keyPolicy(Stack stack) {
    return Resources.of(stack).only("AWS::KMS::Key").get("KeyPolicy");
  }
}
