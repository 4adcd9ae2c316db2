package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.policy.state.PreviousTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateRulesTest {
  @Nested
  class StateRetainedTest {
    private final Rule rule = new StateRetained();

    @ParameterizedTest
    @ValueSource(
        strings = {
          "AWS::KMS::Key",
          "AWS::SecretsManager::Secret",
          "AWS::DynamoDB::Table",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket"
        })
    void findsStateThatGoesWithItsStack(String type) {
      assertThat(state(type, "Delete", "Retain").withTerminationProtection().findings(rule))
          .containsExactly(
              "State: 'DeletionPolicy' must be Retain in a stack with termination protection, got"
                  + " 'Delete'");
    }

    @Test
    void findsStateThatGoesWhenItIsReplaced() {
      assertThat(
              state("AWS::KMS::Key", "Retain", "Delete").withTerminationProtection().findings(rule))
          .singleElement()
          .asString()
          .contains("'UpdateReplacePolicy'");
    }

    @ParameterizedTest
    @CsvSource({
      "AWS::KMS::Key, Retain, Retain",
      "AWS::KMS::Key, RetainExceptOnCreate, Retain",
      "AWS::RDS::DBInstance, Snapshot, Snapshot",
      "AWS::SNS::Topic, Delete, Delete"
    })
    void takesWhatOutlivesItsStack(String type, String deletion, String replacement) {
      assertThat(state(type, deletion, replacement).withTerminationProtection().findings(rule))
          .isEmpty();
    }

    @Test
    void takesStateOfAStackThatMayGo() {
      assertThat(state("AWS::KMS::Key", "Delete", "Delete").findings(rule)).isEmpty();
    }

    private Fixture state(String type, String deletion, String replacement) {
      return Fixture.resource(
          "State",
          """
          { "Type": "%s", "DeletionPolicy": "%s", "UpdateReplacePolicy": "%s" }
          """
              .formatted(type, deletion, replacement));
    }
  }

  @Nested
  class StateKeptTest {
    private static final String SECRET = "{ \"Type\": \"AWS::SecretsManager::Secret\" }";

    @TempDir private Path previous;

    @Test
    void findsNothing_whereNothingIsKnownOfBefore() {
      assertThat(Fixture.resource("Token", SECRET).findings(new StateKept(Optional.empty())))
          .isEmpty();
    }

    @Test
    void findsNothing_inANewStack() {
      assertThat(Fixture.resource("Token", SECRET).findings(rule())).isEmpty();
    }

    @Test
    void findsASecretThatIsGone() throws IOException {
      was("Test.json", "{ \"Resources\": { \"Gone\": %s } }".formatted(SECRET));

      assertThat(Fixture.resource("Token", SECRET).findings(rule()))
          .containsExactly(
              "Test: 'Gone' (AWS::SecretsManager::Secret) leaves the stack, and is deleted with what"
                  + " it holds");
    }

    @Test
    void findsTheTemplateInACloudAssembly() throws IOException {
      was(
          "assembly-prod/Test.template.json",
          "{ \"Resources\": { \"Gone\": %s } }".formatted(SECRET));

      assertThat(Fixture.resource("Token", SECRET).findings(rule())).hasSize(1);
    }

    @Test
    void findsASecretThatIsReplaced() throws IOException {
      was("Test.json", "{ \"Resources\": { \"Token\": %s } }".formatted(SECRET));
      var renamed =
          Fixture.resource("Token", SECRET)
              .set("/Resources/Token/Properties", "{ \"Name\": \"token\" }");

      assertThat(renamed.findings(rule()))
          .containsExactly(
              "Token: 'Token' (AWS::SecretsManager::Secret) is replaced by an empty one, since 'Name'"
                  + " changes");
    }

    private void was(String file, String template) throws IOException {
      Files.createDirectories(previous.resolve(file).getParent());
      Files.writeString(previous.resolve(file), template);
    }

    private Rule rule() {
      return new StateKept(Optional.of(new PreviousTemplates(previous)));
    }
  }
}
