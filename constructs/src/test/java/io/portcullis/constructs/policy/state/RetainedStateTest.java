package io.portcullis.constructs.policy.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetainedStateTest {
  private static final String TABLE =
      """
      {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": "Retain",
        "Properties": {
          "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
          "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }]
        }
      }
      """;

  @Test
  void findsNothing_whereNothingChanges() {
    assertThat(changes(TABLE, TABLE)).isEmpty();
  }

  @Test
  void takesWhatCanChangeInPlace() {
    var next =
        TABLE
            .replace("\"Retain\"", "\"Delete\"")
            .replace(
                "\"AttributeType\": \"S\" }",
                "\"AttributeType\": \"S\" }, { \"AttributeName\": \"day\", \"AttributeType\": \"S\" }");

    assertThat(changes(TABLE, next)).isEmpty();
  }

  @Test
  void takesAResourceThatHoldsNothing_whichGoes() {
    assertThat(changes("{ \"Type\": \"AWS::SNS::Topic\" }", "{ \"Type\": \"AWS::SQS::Queue\" }"))
        .isEmpty();
  }

  @Test
  void tellsAKeyAttributeOfAnotherType() {
    assertThat(changes(TABLE, TABLE.replace("\"S\"", "\"N\"")))
        .containsExactly(
            "'State' (AWS::DynamoDB::Table) is replaced by an empty one, since"
                + " 'AttributeDefinitions' changes");
  }

  @Test
  void tellsWhatIsRetainedButNoLongerUsed() {
    assertThat(changes(TABLE, "{ \"Type\": \"AWS::SNS::Topic\" }"))
        .containsExactly(
            "'State' (AWS::DynamoDB::Table) leaves the stack, and is kept without anything that"
                + " uses it");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::SecretsManager::Secret, Name",
    "AWS::DynamoDB::Table, TableName",
    "AWS::DynamoDB::Table, KeySchema",
    "AWS::DynamoDB::Table, LocalSecondaryIndexes",
    "AWS::Logs::LogGroup, LogGroupName"
  })
  void tellsAReplacement(String type, String property) {
    var deployed =
        "{ \"Type\": \"%s\", \"Properties\": { \"%s\": \"a\" } }".formatted(type, property);

    assertThat(changes(deployed, deployed.replace("\"a\"", "\"b\"")))
        .containsExactly(
            "'State' (%s) is replaced by an empty one, since '%s' changes"
                .formatted(type, property));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KeySpec", "KeyUsage", "MultiRegion", "Origin"})
  void tellsAChangeOfAKey_thatCloudFormationRefuses(String property) {
    var next =
        "{ \"Type\": \"AWS::KMS::Key\", \"Properties\": { \"%s\": \"b\" } }".formatted(property);

    assertThat(changes("{ \"Type\": \"AWS::KMS::Key\" }", next))
        .containsExactly(
            "'State' (AWS::KMS::Key) fails the deployment, since '%s' changes".formatted(property));
  }

  @Test
  void asksForAFolder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PreviousTemplates(Path.of("nowhere")))
        .withMessage("'previous' must be a folder of templates, got 'nowhere'");
  }

  private static List<String> changes(String deployed, String next) {
    return RetainedState.changes(template(deployed), template(next)).stream()
        .map(StateChange::toString)
        .toList();
  }

  private static JsonNode template(String resource) {
    try {
      return new ObjectMapper()
          .readTree("{ \"Resources\": { \"State\": %s } }".formatted(resource));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
