package io.portcullis.rotation;

import static io.portcullis.rotation.InMemorySecret.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the function takes for an event, and what it says of everything else. */
class RotationEventTest {
  private final World world = World.begun(World.MINTED);

  @Test
  void isAStep_alsoWithPropertiesThatNobodyKnowsYet() {
    assertThatNoException()
        .isThrownBy(
            () ->
                world.send(
                    "{\"Step\":\"createSecret\",\"SecretId\":\"%s\",\"ClientRequestToken\":\"pending-1\",\"Tomorrow\":{}}"
                        .formatted(ARN)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch", "revoke"})
  void isATask_inTheLog(String task) {
    world.allSteps();

    world.task(task);

    assertThat(world.line().path("task").asText()).isEqualTo(task);
    assertThat(world.line().path("secret_arn").asText()).isEqualTo(ARN);
    assertThat(world.line().path("version_id").asText()).isIn("first", World.VERSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "planted", "{", "{\"task\":\"watch\"", "{'task':'watch'}"})
  void mustBeJson(String event) {
    assertRefused(
        event, event.isEmpty() ? "the event must be an object" : "the event must be JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"planted\":1} {}", "{\"task\":\"watch\"} planted"})
  void mustBeTheWholeText(String event) {
    assertRefused(event, "the event must be JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"planted\"", "1", "[{\"task\":\"watch\"}]"})
  void mustBeAnObject(String event) {
    assertRefused(event, "the event must be an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"step\":\"createSecret\"}", "{\"Task\":\"watch\"}"})
  void mustSayWhatIsAskedFor(String event) {
    assertRefused(event, "the event must have 'Step' or 'task'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "true", "[\"watch\"]", "{\"name\":\"watch\"}", "\"\""})
  void mustNameTheTaskByAText(String task) {
    assertRefused(
        "{\"task\":%s,\"secretId\":\"%s\"}".formatted(task, ARN),
        "'task' of the event must be a text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotate", "Watch", "watch ", "REVOKE"})
  void mustNameAKnownTask(String task) {
    assertRefused(
        "{\"task\":\"%s\",\"secretId\":\"%s\"}".formatted(task, ARN),
        "'task' must be 'watch' or 'revoke', got '%s'".formatted(task));
  }

  @Test
  void mustNameTheSecretOfATask() {
    assertRefused("{\"task\":\"watch\"}", "'secretId' of the event must be a text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grace", "SecretId", "Step", "token"})
  void mustHaveNothingElse_forATask(String property) {
    assertRefused(
        "{\"task\":\"watch\",\"secretId\":\"%s\",\"%s\":\"planted\"}".formatted(ARN, property),
        "the event of a task has no property '%s'".formatted(property));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "planted",
        "token-AbCdEf",
        "hf_planted_0123456789",
        "arn:aws:secretsmanager:eu-west-1:222222222222:secret:",
        "arn:aws:secretsmanager:eu-west-1:2222:secret:planted-AbCdEf",
        "arn:aws:secretsmanager:eu-west-1:222222222222:secret:planted-AbCdEf:AWSCURRENT",
        "arn:aws:secretsmanager:eu-west-1:222222222222:secret:planted-AbCdEf ",
        "arn:aws:secretsmanager:eu-west-1:222222222222:secret:planted*",
        "arn:aws:ssm:eu-west-1:222222222222:parameter/planted",
        "arn:aws:kms:eu-west-1:222222222222:key/planted"
      })
  void mustNameASecretByItsArn(String secretId) {
    assertRefused(
        "{\"task\":\"revoke\",\"secretId\":\"%s\"}".formatted(secretId),
        "'secretId' of the event must be the ARN of a secret");
    assertRefused(
        "{\"Step\":\"createSecret\",\"SecretId\":\"%s\",\"ClientRequestToken\":\"v\"}"
            .formatted(secretId),
        "'SecretId' of the event must be the ARN of a secret");
  }

  @ParameterizedTest
  @CsvSource({"SecretId", "ClientRequestToken"})
  void mustHaveWhatAStepNeeds(String property) {
    assertRefused(
        "{\"Step\":\"createSecret\",\"SecretId\":\"%s\",\"ClientRequestToken\":\"v\"}"
            .formatted(ARN)
            .replace("\"" + property + "\"", "\"Planted\""),
        "'%s' of the event must be a text".formatted(property));
  }

  @Test
  void mustNameTheStepByAText() {
    assertRefused(
        "{\"Step\":4,\"SecretId\":\"%s\",\"ClientRequestToken\":\"v\"}".formatted(ARN),
        "'Step' of the event must be a text");
  }

  private void assertRefused(String event, String reason) {
    var labels = world.secret.labels();

    world.assertFails(() -> world.send(event), reason);

    assertThat(world.secret.labels()).isEqualTo(labels);
    assertThat(world.huggingFace.living()).isEmpty();
  }
}
