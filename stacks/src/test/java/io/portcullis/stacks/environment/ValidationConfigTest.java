package io.portcullis.stacks.environment;

import static io.portcullis.stacks.environment.EnvironmentText.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationConfigTest {
  @TempDir private Path folder;

  @Test
  void refusesALimitThatNoAnswerCouldKeep() {
    assertProblem(
        VALID.replace("maxTokens: 4096", "maxTokens: 0"),
        "'validation.maxTokens' must be from 1 to 1000000, got '0'");
  }

  @Test
  void refusesABodyAboveWhatLambdaTakes() {
    assertProblem(
        VALID.replace("maxBodySize: 1048576", "maxBodySize: 6291457"),
        "'validation.maxBodySize' must be from 1024 to 6291456, got '6291457'");
  }

  @Test
  void refusesAModelNameThatIsTwo() {
    assertProblem(
        VALID.replace("models: []", "models: [tgi, \"a b\"]"),
        "'validation.models' must be names without spaces, got 'a b'");
  }

  @Test
  void refusesAnAnswerToUnknownFieldsThatIsNone() {
    assertProblem(
        VALID.replace("unknownFields: PASS", "unknownFields: DROP"),
        "'validation.unknownFields' must be one of [PASS, REFUSE], got 'DROP'");
  }

  private void assertProblem(String text, String problem) {
    assertThat(EnvironmentText.problem(folder, text)).isEqualTo(problem);
  }
}
