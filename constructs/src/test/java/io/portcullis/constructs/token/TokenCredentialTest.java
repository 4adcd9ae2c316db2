package io.portcullis.constructs.token;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import io.portcullis.constructs.policy.PolicyReport;
import io.portcullis.constructs.policy.PortcullisPolicies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** What tokens are made with, and who may read and write it. */
class TokenCredentialTest {
  private static final String OPERATOR = "arn:aws:iam::111111111111:role/Operator";
  private static final String BREAK_GLASS = "arn:aws:iam::111111111111:role/BreakGlass";

  @TempDir private Path folder;

  private final App app = new App();
  private final Stack stack = new Stack(app, "Test");

  @Test
  void isNotThere_whereTokensAreStaged() {
    var token = HuggingFaceToken.Builder.create(stack, "Token").build();

    assertThat(token.getCredential()).isEmpty();
    assertThat(Resources.of(stack).all("AWS::SecretsManager::Secret")).hasSize(1);
  }

  @Test
  void beginsEmpty_encryptedWithTheTokensKey() {
    token().build();

    assertThat(Json.json(Resources.of(stack).named("TokenCredential")))
        .isEqualTo(
            json(
                """
                {
                  "Description": "What the tokens of the inference gateway are made with",
                  "KmsKeyId": { "Fn::GetAtt": [ "TokenEncryptionKey", "Arn" ] },
                  "SecretString": "empty"
                }
                """));
  }

  @Test
  void isNotReplicated() {
    token().replicaRegions(List.of(ReplicaRegion.builder().region("eu-west-3").build())).build();

    assertThat(Resources.of(stack).named("TokenCredential").has("ReplicaRegions")).isFalse();
  }

  @Test
  void survivesItsStack_byDefault() {
    token().build();

    assertThat(deletionPolicies()).containsOnly("Retain");
  }

  @Test
  void goesWithItsStack_ifTold() {
    token().removalPolicy(RemovalPolicy.DESTROY).build();

    assertThat(deletionPolicies()).containsOnly("Delete");
  }

  @Test
  void isReadByTheRotationFunctionAlone_andWrittenByOperatorsAlone() {
    token().operators(List.of(OPERATOR)).breakGlass(List.of(BREAK_GLASS)).build();

    assertThat(Resources.statements(policy().get("ResourcePolicy")))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Sid": "ReadersAlone",
                    "Effect": "Deny",
                    "Principal": { "AWS": "*" },
                    "Action": "secretsmanager:GetSecretValue",
                    "Resource": "*",
                    "Condition": { "ArnNotLike": { "aws:PrincipalArn": [
                      { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-hnb659fds-cfn-exec-role-${AWS::AccountId}-${AWS::Region}" },
                      "%1$s",
                      { "Fn::GetAtt": [ "TokenRotationRole", "Arn" ] }
                    ] } }
                  },
                  {
                    "Sid": "OperatorsAlone",
                    "Effect": "Deny",
                    "Principal": { "AWS": "*" },
                    "Action": [
                      "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"
                    ],
                    "Resource": "*",
                    "Condition": { "ArnNotLike": { "aws:PrincipalArn": [ "%1$s", "%2$s" ] } }
                  }
                ]
                """
                    .formatted(BREAK_GLASS, OPERATOR)));
    assertThat(policy().get("BlockPublicPolicy").booleanValue()).isTrue();
  }

  @Test
  void theRotationFunctionReadsIt_andWritesItNever() {
    token().build();

    assertThat(Resources.of(stack).permissionsOf("TokenRotationRole"))
        .contains(
            json(
                """
                {
                  "Effect": "Allow",
                  "Action": [ "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret" ],
                  "Resource": { "Ref": "TokenCredential" }
                }
                """),
            onKey("\"kms:Decrypt\""))
        .hasSize(5);
  }

  @Test
  void anOperatorWritesIt_andReadsItNever() {
    token().operators(List.of()).build().grantStage(new FunctionRole(stack, "Operator"));

    assertThat(Resources.of(stack).permissionsOf("Operator"))
        .contains(
            json(
                """
                {
                  "Effect": "Allow",
                  "Action": [ "secretsmanager:PutSecretValue", "secretsmanager:DescribeSecret" ],
                  "Resource": { "Ref": "TokenCredential" }
                }
                """),
            onKey("[ \"kms:Decrypt\", \"kms:GenerateDataKey\" ]"))
        .hasSize(6);
    assertThat(admitted("OperatorsAlone"))
        .containsExactly("{\"Fn::GetAtt\":[\"Operator\",\"Arn\"]}");
    assertThat(admitted("ReadersAlone")).noneMatch(arn -> arn.contains("Operator"));
  }

  @Test
  void aReaderOfTheTokenReadsItNever() {
    token().build().grantRead(new FunctionRole(stack, "Reader"));

    assertThat(admitted("ReadersAlone")).noneMatch(arn -> arn.contains("Reader\""));
    assertThat(Resources.of(stack).permissionsOf("Reader").toString())
        .doesNotContain("TokenCredential");
  }

  @Test
  void isAcknowledgedForHavingNoRotation() throws IOException {
    var checked = App.Builder.create().outdir(folder.toString()).build();
    Validations.of(checked).addPlugins(new PortcullisPolicies());
    var other = new Stack(checked, "Test");
    made(HuggingFaceToken.Builder.create(other, "Token")).build();
    checked.synth();
    assertThat(PolicyReport.findings(folder)).isEmpty();
  }

  @Test
  void anotherSecretWithoutRotationIsFound() throws IOException {
    var checked = App.Builder.create().outdir(folder.toString()).build();
    Validations.of(checked).addPlugins(new PortcullisPolicies());
    var other = new Stack(checked, "Test");
    var token = made(HuggingFaceToken.Builder.create(other, "Token")).build();
    new Secret(token, "Another");

    try {
      checked.synth();
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("ValidationFailed");
    }

    assertThat(PolicyReport.findings(folder)).containsExactly("Portcullis-SecretsRotated");
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return made(HuggingFaceToken.Builder.create(stack, "Token"));
  }

  private static HuggingFaceTokenProps.Builder<HuggingFaceToken> made(
      HuggingFaceTokenProps.Builder<HuggingFaceToken> token) {
    return token
        .endpointNamespace("acme")
        .endpointName("documents")
        .source(TokenSource.serviceAccount("65f0a1b2c3d4e5f6a7b8c9d0"));
  }

  private JsonNode policy() {
    return Resources.of(stack).named("TokenCredentialPolicy");
  }

  private List<String> admitted(String sid) {
    return policy()
        .at("/ResourcePolicy/Statement")
        .valueStream()
        .filter(statement -> statement.get("Sid").textValue().equals(sid))
        .flatMap(statement -> statement.at("/Condition/ArnNotLike/aws:PrincipalArn").valueStream())
        .map(JsonNode::toString)
        .toList();
  }

  private List<String> deletionPolicies() {
    return Resources.of(stack)
        .whole("AWS::SecretsManager::Secret")
        .map(secret -> secret.get("DeletionPolicy").textValue())
        .toList();
  }

  private static Object onKey(String actions) {
    return json(
        """
        {
          "Effect": "Allow",
          "Action": %s,
          "Resource": { "Fn::GetAtt": [ "TokenEncryptionKey", "Arn" ] },
          "Condition": { "StringEquals": {
            "kms:EncryptionContext:SecretARN": { "Ref": "TokenCredential" },
            "kms:ViaService": { "Fn::Join": [ "", [
              "secretsmanager.", { "Ref": "AWS::Region" }, ".amazonaws.com"
            ] ] }
          } }
        }
        """
            .formatted(actions));
  }
}
