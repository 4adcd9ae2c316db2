package io.portcullis.constructs.token;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.Json.properties;
import static io.portcullis.constructs.Json.statements;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.function.FunctionRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;

class HuggingFaceTokenTest {
  private final Stack stack =
      new Stack(
          new App(),
          "Test",
          StackProps.builder()
              .env(Environment.builder().account("111111111111").region("eu-west-1").build())
              .build());

  @Test
  void beginsWithAValueThatIsNoToken() {
    token().build();

    template()
        .hasResourceProperties(
            "AWS::SecretsManager::Secret", Map.of("SecretString", HuggingFaceToken.EMPTY));
  }

  @Test
  void onlyThisSecretAndItsWatchMayStartTheRotationFunction() {
    var token = token().build();

    assertThat(properties(template(), "AWS::Lambda::Permission"))
        .containsExactlyInAnyOrder(
            permission(token, "secretsmanager.amazonaws.com", token.getSecret().getSecretArn()),
            permission(token, "events.amazonaws.com", token.getHourlyRule().getAttrArn()),
            permission(token, "events.amazonaws.com", token.getLabelRule().getAttrArn()));
  }

  @Test
  void theRotationFunctionMayDoItsStepsAndItsWatch_andLog_andNothingElse() {
    var token = token().build();

    assertThat(statements(template(), "AWS::IAM::Policy", "PolicyDocument"))
        .containsExactlyInAnyOrder(
            Map.of(
                "Effect",
                "Allow",
                "Action",
                List.of(
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:GetSecretValue",
                    "secretsmanager:ListSecretVersionIds",
                    "secretsmanager:PutSecretValue",
                    "secretsmanager:UpdateSecretVersionStage"),
                "Resource",
                stack.resolve(token.getSecret().getSecretArn())),
            Map.of(
                "Effect",
                "Allow",
                "Action",
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                "Resource",
                stack.resolve(token.getEncryptionKey().getKeyArn()),
                "Condition",
                Map.of(
                    "StringEquals",
                    Map.of(
                        "kms:EncryptionContext:SecretARN",
                        stack.resolve(token.getSecret().getSecretArn()),
                        "kms:ViaService",
                        "secretsmanager.eu-west-1.amazonaws.com"))),
            Map.of(
                "Effect",
                "Allow",
                "Action",
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                "Resource",
                stack.resolve(token.getRotationLogGroup().getLogGroupArn())));
  }

  @Test
  void theRotationFunctionHasAMinute() {
    token().build();

    template()
        .hasResourceProperties(
            "AWS::Lambda::Function",
            json(
                """
                { "Handler": "io.portcullis.rotation.RotationHandler", "Timeout": 60 }
                """));
  }

  @Test
  void theRotationFunctionStandsOutsideOfAnyVpc() {
    token().build();

    assertThat(properties(template(), "AWS::Lambda::Function").get(0))
        .doesNotContainKey("VpcConfig");
  }

  @Test
  void bringsItsOwnKey_byDefault() {
    var token = token().build();

    template().resourceCountIs("AWS::KMS::Key", 1);
    assertEncryptedWith(token);
  }

  @Test
  void usesTheGivenKey() {
    var token = token().encryptionKey(Key.Builder.create(stack, "Own").build()).build();

    template().resourceCountIs("AWS::KMS::Key", 1);
    assertEncryptedWith(token);
  }

  @Test
  void leavesThePolicyOfAGivenKeyAlone() {
    var key = Key.Builder.create(stack, "Own").build();

    token().encryptionKey(key).build().grantRead(new FunctionRole(stack, "Reader"));

    assertThat(statements(template(), "AWS::KMS::Key", "KeyPolicy")).hasSize(1);
  }

  @Test
  void takesAnImportedKey() {
    var arn = "arn:aws:kms:eu-west-1:111111111111:key/00000000-0000-0000-0000-000000000000";

    var token = token().encryptionKey(Key.fromKeyArn(stack, "Imported", arn)).build();

    assertThat(stack.resolve(token.getEncryptionKey().getKeyArn())).isEqualTo(arn);
    assertEncryptedWith(token);
  }

  @Test
  void survivesItsStack_byDefault() {
    token().build();

    template()
        .hasResource("AWS::SecretsManager::Secret", json("{ \"DeletionPolicy\": \"Retain\" }"));
  }

  @Test
  void goesWithItsStack_ifTold() {
    token().removalPolicy(RemovalPolicy.DESTROY).build();

    template()
        .hasResource("AWS::SecretsManager::Secret", json("{ \"DeletionPolicy\": \"Delete\" }"));
  }

  @Test
  void standsTwiceInOneStack() {
    token().build();
    HuggingFaceToken.Builder.create(stack, "Other").build();

    template().resourceCountIs("AWS::SecretsManager::ResourcePolicy", 2);
  }

  @Test
  void exposesTheSecret_asDefaultChild() {
    var token = token().build();

    assertThat(token.getNode().getDefaultChild()).isSameAs(token.getSecret());
  }

  private Map<String, Object> permission(
      HuggingFaceToken token, String principal, String sourceArn) {
    return Map.of(
        "Action",
        "lambda:InvokeFunction",
        "FunctionName",
        stack.resolve(token.getRotationFunction().getFunctionArn()),
        "Principal",
        principal,
        "SourceAccount",
        "111111111111",
        "SourceArn",
        stack.resolve(sourceArn));
  }

  private void assertEncryptedWith(HuggingFaceToken token) {
    var key = stack.resolve(token.getEncryptionKey().getKeyArn());
    template().hasResourceProperties("AWS::SecretsManager::Secret", Map.of("KmsKeyId", key));
    template().hasResourceProperties("AWS::Logs::LogGroup", Map.of("KmsKeyId", key));
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return HuggingFaceToken.Builder.create(stack, "Token");
  }

  private Template template() {
    return Template.fromStack(stack);
  }
}
