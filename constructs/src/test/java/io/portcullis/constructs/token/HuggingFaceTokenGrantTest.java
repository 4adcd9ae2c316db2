package io.portcullis.constructs.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** What the secret's policy and IAM say of whom a token is granted to. */
class HuggingFaceTokenGrantTest {
  private static final String ROTATION = "{\"Fn::GetAtt\":[\"TokenRotationRole\",\"Arn\"]}";

  private final App app = new App();
  private final Stack stack = new Stack(app, "Test");

  @Test
  void theSecretsPolicyBarsReadingStagingAndPromoting_andNothingElse() {
    token().build();

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
                    "Condition": { "ArnNotLike": { "aws:PrincipalArn": [
                      { "Fn::GetAtt": [ "TokenRotationRole", "Arn" ] },
                      { "Fn::Join": [ "", [
                        "arn:", { "Ref": "AWS::Partition" }, ":iam::", { "Ref": "AWS::AccountId" }, ":*"
                      ] ] }
                    ] } }
                  },
                  {
                    "Sid": "PromotersAlone",
                    "Effect": "Deny",
                    "Principal": { "AWS": "*" },
                    "Action": "secretsmanager:UpdateSecretVersionStage",
                    "Resource": "*",
                    "Condition": {
                      "ArnNotLike": { "aws:PrincipalArn": [
                        { "Fn::GetAtt": [ "TokenRotationRole", "Arn" ] }
                      ] },
                      "ForAnyValue:StringEquals": {
                        "secretsmanager:VersionStage": [ "AWSCURRENT", "VERIFIED" ]
                      }
                    }
                  }
                ]
                """));
  }

  @Test
  void theSecretsPolicyIsOfThisSecret_andNeverPublic() {
    token().build();

    assertThat(Json.json(policy()))
        .containsEntry("SecretId", Json.json("{ \"Ref\": \"Token\" }"))
        .containsEntry("BlockPublicPolicy", true);
  }

  @Test
  void aStatementOfOnesOwnJoinsTheSecretsPolicy() {
    token()
        .build()
        .getSecret()
        .addToResourcePolicy(
            PolicyStatement.Builder.create()
                .effect(Effect.DENY)
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("secretsmanager:DeleteSecret"))
                .resources(List.of("*"))
                .build());

    assertThat(Resources.statements(policy().get("ResourcePolicy"))).hasSize(4);
  }

  @Test
  void aReaderReadsThisSecretAlone() {
    var reader = new FunctionRole(stack, "Reader");

    token().build().grantRead(reader);

    assertThat(Resources.of(stack).permissionsOf("Reader"))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Action": [ "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret" ],
                    "Resource": { "Ref": "Token" }
                  },
                  {
                    "Effect": "Allow",
                    "Action": "kms:Decrypt",
                    "Resource": { "Fn::GetAtt": [ "TokenEncryptionKey", "Arn" ] },
                    "Condition": { "StringEquals": {
                      "kms:EncryptionContext:SecretARN": { "Ref": "Token" },
                      "kms:ViaService": { "Fn::Join": [ "", [
                        "secretsmanager.", { "Ref": "AWS::Region" }, ".amazonaws.com"
                      ] ] }
                    } }
                  }
                ]
                """));
  }

  @Test
  void anOperatorStagesAndRotatesThisSecretAlone_andReadsNothing() {
    var operator = new FunctionRole(stack, "Operator");

    token().build().grantStage(operator);

    assertThat(Resources.of(stack).permissionsOf("Operator"))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Action": [
                      "secretsmanager:DescribeSecret",
                      "secretsmanager:ListSecretVersionIds",
                      "secretsmanager:PutSecretValue",
                      "secretsmanager:RotateSecret",
                      "secretsmanager:UpdateSecretVersionStage"
                    ],
                    "Resource": { "Ref": "Token" }
                  },
                  {
                    "Effect": "Allow",
                    "Action": [ "kms:Decrypt", "kms:GenerateDataKey" ],
                    "Resource": { "Fn::GetAtt": [ "TokenEncryptionKey", "Arn" ] },
                    "Condition": { "StringEquals": {
                      "kms:EncryptionContext:SecretARN": { "Ref": "Token" },
                      "kms:ViaService": { "Fn::Join": [ "", [
                        "secretsmanager.", { "Ref": "AWS::Region" }, ".amazonaws.com"
                      ] ] }
                    } }
                  },
                  {
                    "Effect": "Allow",
                    "Action": "lambda:InvokeFunction",
                    "Resource": { "Fn::GetAtt": [ "TokenRotationFunction", "Arn" ] }
                  },
                  {
                    "Effect": "Allow",
                    "Action": "logs:FilterLogEvents",
                    "Resource": { "Fn::GetAtt": [ "TokenRotationFunctionLogGroup", "Arn" ] }
                  }
                ]
                """));
  }

  @Test
  void namesAReader_whomItIsGrantedToLater() {
    var token = token().operators(List.of()).build();

    token.grantRead(new FunctionRole(stack, "Reader"));

    assertThat(admitted("ReadersAlone")).contains("{\"Fn::GetAtt\":[\"Reader\",\"Arn\"]}");
    assertThat(admitted("OperatorsAlone")).containsExactly(ROTATION);
  }

  @Test
  void namesAnOperator_whomItIsGrantedToLater() {
    var token = token().operators(List.of()).build();

    token.grantStage(new FunctionRole(stack, "Operator"));

    assertThat(admitted("OperatorsAlone"))
        .containsExactly(ROTATION, "{\"Fn::GetAtt\":[\"Operator\",\"Arn\"]}");
    assertThat(admitted("PromotersAlone")).containsExactly(ROTATION);
  }

  @Test
  void namesAGranteeOnce() {
    var reader = new FunctionRole(stack, "Reader");
    var token = token().build();

    token.grantRead(reader);
    token.grantRead(reader);

    assertThat(admitted("ReadersAlone")).doesNotHaveDuplicates();
  }

  @Test
  void namesAnImportedReader_byItsArn() {
    var arn = "arn:aws:iam::111111111111:role/Imported";

    token().build().grantRead(Role.fromRoleArn(new Stack(app, "Other"), "Imported", arn));

    assertThat(admitted("ReadersAlone")).contains("\"" + arn + "\"");
  }

  @Test
  void takesAnImportedReader_thatIsKnownByName() {
    token().build().grantRead(Role.fromRoleName(new Stack(app, "Other"), "Imported", "reader"));

    assertThat(admitted("ReadersAlone")).anyMatch(arn -> arn.endsWith(":role/reader\"]]}"));
  }

  @Test
  void takesPrincipalsThatAreKnownLater() {
    var operator = CfnParameter.Builder.create(stack, "OperatorArn").build();
    var emergency = "arn:aws:iam::%s:role/BreakGlass".formatted(Aws.ACCOUNT_ID);

    token().operators(List.of(operator.getValueAsString())).breakGlass(List.of(emergency)).build();

    assertThat(admitted("OperatorsAlone")).contains("{\"Ref\":\"OperatorArn\"}");
    assertThat(admitted("PromotersAlone")).anyMatch(arn -> arn.endsWith(":role/BreakGlass\"]]}"));
  }

  @Test
  void refusesAReaderOfAnotherStack() {
    var token = token().build();
    var reader = new FunctionRole(new Stack(app, "Gateway"), "Reader");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> token.grantRead(reader))
        .withMessage(
            "'grantee' must be made in the stack of the secret, whose policy names it, or be imported by its ARN, got 'Gateway/Reader/Resource/Resource'");
  }

  @Test
  void refusesAnOperatorOfANestedStack() {
    var token = token().build();
    var operator = new FunctionRole(new NestedStack(stack, "Nested"), "Operator");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> token.grantStage(operator))
        .withMessageEndingWith("got 'Test/Nested/Operator/Resource/Resource'");
  }

  @Test
  void refusesAServiceAsReader() {
    var token = token().build();
    var service = new ServicePrincipal("lambda.amazonaws.com");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> token.grantRead(service))
        .withMessage("'grantee' must be an IAM role or user, got 'Service'");
  }

  @Test
  void namesTheRoleThatDeploys_alsoInANestedStack() {
    var nested = new NestedStack(stack, "Nested");

    HuggingFaceToken.Builder.create(nested, "Token").build();

    assertThat(admitted(Resources.of(nested), "ReadersAlone"))
        .anyMatch(arn -> arn.contains("cfn-exec-role"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "alice",
        "111111111111",
        "arn:aws:iam::111111111111:root",
        "arn:aws:iam::111111111111:*",
        "arn:aws:iam::111111111111:role/*",
        "arn:aws:iam::*:role/Operator",
        "arn:aws:iam::111111111111:group/Operators",
        "arn:aws:sts::111111111111:assumed-role/Operator/alice",
        "arn:aws:iam::111111111111:role/Operator\n",
        "arn:aws:iam::111111111111:role/${aws:username}"
      })
  void refusesAnOperatorThatIsNoRoleOrUser(String arn) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().operators(List.of(arn)).build())
        .withMessage(
            "'operators' must be ARNs of IAM roles or users, not of sessions, with * and ? in their names alone, got '%s'"
                .formatted(arn));
  }

  @Test
  void refusesAPrincipalForEmergenciesThatIsNoRoleOrUser() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().breakGlass(List.of("BreakGlass")).build())
        .withMessageStartingWith("'breakGlass' must be ARNs of IAM roles or users");
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return HuggingFaceToken.Builder.create(stack, "Token");
  }

  private JsonNode policy() {
    return Resources.of(stack).only("AWS::SecretsManager::ResourcePolicy");
  }

  private List<String> admitted(String sid) {
    return admitted(Resources.of(stack), sid);
  }

  /** Whom a statement of the secret's policy does not bar. */
  private static List<String> admitted(Resources resources, String sid) {
    return resources
        .only("AWS::SecretsManager::ResourcePolicy")
        .at("/ResourcePolicy/Statement")
        .valueStream()
        .filter(statement -> statement.get("Sid").textValue().equals(sid))
        .flatMap(statement -> statement.at("/Condition/ArnNotLike/aws:PrincipalArn").valueStream())
        .map(JsonNode::toString)
        .toList();
  }
}
