package io.portcullis.stacks.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.stacks.assembly.TestAssembly;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplacedStateTest {
  @Test
  void findsNothing_whereNothingChanges() {
    var secret =
        "{\"Token\": {\"Type\": \"AWS::SecretsManager::Secret\", \"Properties\": {\"Name\": \"a\"}}}";

    assertThat(losses(secret, secret)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::SecretsManager::Secret | {"Name": "a"}                       | {"Name": "b"}
          AWS::SecretsManager::Secret | {}                                  | {"Name": "b"}
          AWS::DynamoDB::Table        | {"KeySchema": [{"AttributeName": "id"}]} | {"KeySchema": [{"AttributeName": "key"}]}
          AWS::DynamoDB::Table        | {"TableName": "a"}                  | {"TableName": {"Fn::If": ["x", "a", "b"]}}
          AWS::DynamoDB::Table        | {"LocalSecondaryIndexes": [{"IndexName": "a"}]} | {"LocalSecondaryIndexes": [{"IndexName": "b"}]}
          AWS::DynamoDB::Table        | {"KeySchema": [{"AttributeName": "id"}], "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]} | {"KeySchema": [{"AttributeName": "id"}], "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "N"}]}
          AWS::S3::Bucket             | {"ObjectLockEnabled": false}        | {"ObjectLockEnabled": true}
          AWS::KMS::Key               | {"MultiRegion": false}              | {"MultiRegion": true}
          AWS::Logs::LogGroup         | {"LogGroupName": "a"}               | {"LogGroupName": "b"}
          AWS::ApiGateway::ApiKey     | {"Name": "a"}                       | {"Name": "b"}
          AWS::EC2::VPC               | {"CidrBlock": "10.0.0.0/16"}        | {"CidrBlock": "10.1.0.0/16"}
          AWS::EC2::VPCEndpoint       | {"ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0a"} | {"ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0b"}
          """)
  void findsWhatCloudFormationReplaces(String type, String before, String after) {
    assertThat(losses(resource(type, before), resource(type, after)))
        .singleElement()
        .satisfies(
            loss -> {
              assertThat(loss.id()).isEqualTo("A");
              assertThat(loss.how()).isEqualTo("replaced");
              assertThat(loss.consequence()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::SecretsManager::Secret | {"Description": "a"} | {"Description": "b"}
          AWS::DynamoDB::Table        | {"BillingMode": "a"} | {"BillingMode": "b"}
          AWS::Logs::LogGroup         | {"RetentionInDays": 7} | {"RetentionInDays": 30}
          AWS::Lambda::Function       | {"FunctionName": "a"} | {"FunctionName": "b"}
          AWS::EC2::VPCEndpoint       | {"ServiceName": "com.amazonaws.eu-west-1.sts"} | {"ServiceName": "com.amazonaws.eu-west-1.kms"}
          """)
  void passesOverWhatLosesNothing(String type, String before, String after) {
    assertThat(losses(resource(type, before), resource(type, after))).isEmpty();
  }

  @Test
  void findsWhatIsDeletedWithItsTemplate() {
    assertThat(losses("{\"T\": {\"Type\": \"AWS::DynamoDB::Table\"}}", "{}"))
        .containsExactly(
            new Loss(
                "portcullis-test-Gateway",
                "T",
                "AWS::DynamoDB::Table",
                "deleted",
                "it is no longer in the template",
                "its items are gone"));
  }

  @Test
  void tellsTheCredentialFromTheToken() {
    var custody =
        """
        {"Token": {"Type": "AWS::SecretsManager::Secret"},
         "Credential": {"Type": "AWS::SecretsManager::Secret"},
         "Rotation": {"Type": "AWS::Lambda::Function", "Properties": {
           "Environment": {"Variables": {"CREDENTIAL_ARN": {"Ref": "Credential"}}}}},
         "Schedule": {"Type": "AWS::SecretsManager::RotationSchedule", "Properties": {
           "SecretId": {"Ref": "Token"}, "RotationLambdaARN": {"Fn::GetAtt": ["Rotation", "Arn"]}}}}
        """;

    assertThat(losses(custody, "{}"))
        .extracting(Loss::id, Loss::consequence)
        .containsExactlyInAnyOrder(
            tuple("Token", "the new one is empty, calls fail without a token"),
            tuple(
                "Credential",
                "no token is made any more, until an operator brings what they are made with"));
  }

  @Test
  void findsWhatIsLeftBehind_becauseItIsRetained() {
    assertThat(
            losses("{\"K\": {\"Type\": \"AWS::KMS::Key\", \"DeletionPolicy\": \"Retain\"}}", "{}"))
        .extracting(Loss::how)
        .containsExactly("left behind");
  }

  @Test
  void findsWhatMovesToAnotherId() {
    assertThat(
            losses(
                "{\"A\": {\"Type\": \"AWS::SecretsManager::Secret\"}}",
                "{\"B\": {\"Type\": \"AWS::SecretsManager::Secret\"}}"))
        .extracting(Loss::id)
        .containsExactly("A");
  }

  @Test
  void findsWhatBecomesSomethingElse() {
    assertThat(
            losses(
                "{\"A\": {\"Type\": \"AWS::DynamoDB::Table\"}}",
                "{\"A\": {\"Type\": \"AWS::DynamoDB::GlobalTable\"}}"))
        .extracting(Loss::why)
        .containsExactly("it becomes a AWS::DynamoDB::GlobalTable");
  }

  @Test
  void findsALogThatIsKeptForAShorterTime() {
    var log = "AWS::Logs::LogGroup";

    assertThat(
            losses(
                resource(log, "{\"RetentionInDays\": 365}"),
                resource(log, "{\"RetentionInDays\": 30}")))
        .extracting(Loss::how)
        .containsExactly("shortened");
    assertThat(losses(resource(log, "{}"), resource(log, "{\"RetentionInDays\": 30}")))
        .extracting(Loss::how)
        .containsExactly("shortened");
  }

  private static String resource(String type, String properties) {
    return "{\"A\": {\"Type\": \"%s\", \"Properties\": %s}}".formatted(type, properties);
  }

  private static List<Loss> losses(String before, String after) {
    return ReplacedState.between(TestAssembly.environment(before), TestAssembly.environment(after));
  }
}
