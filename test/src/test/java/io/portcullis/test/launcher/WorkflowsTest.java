package io.portcullis.test.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub runs: pinned, without stored keys, with no more permission than each job needs. */
class WorkflowsTest {
  private static final Path FOLDER = Repository.root().resolve(".github/workflows");

  static Stream<Path> workflows() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void areTheTwoThatTheDocsName() throws IOException {
    assertThat(workflows())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("deploy.yml", "pull-request.yml");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void pinEveryActionByCommit_withItsVersionBesideIt(Path workflow) throws IOException {
    var lines = Files.readAllLines(workflow).stream().filter(line -> line.contains("uses:"));

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.strip())
                    .matches("(- )?uses: [\\w.-]+/[\\w.-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void pinAnActionTheSameEverywhere() throws IOException {
    Set<String> pins = new TreeSet<>();
    for (var workflow : workflows().toList()) {
      for (var step : steps(workflow)) {
        if (step.has("uses")) {
          pins.add(step.path("uses").asText());
        }
      }
    }

    assertThat(pins.stream().map(pin -> pin.split("@")[0])).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void storeNoKey(Path workflow) throws IOException {
    assertThat(Files.readString(workflow))
        .doesNotContain("secrets.", "access-key", "ACCESS_KEY", "session-token");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void grantNothing_butWhatAJobNames(Path workflow) throws IOException {
    var yaml = yaml(workflow);

    assertThat(yaml.path("permissions").isObject()).isTrue();
    assertThat(yaml.path("permissions")).isEmpty();
    assertThat(yaml.path("jobs").properties())
        .isNotEmpty()
        .allSatisfy(
            job ->
                assertThat(job.getValue().path("permissions").properties())
                    .extracting(
                        permission -> permission.getKey() + ": " + permission.getValue().asText())
                    .isNotEmpty()
                    .isSubsetOf("contents: read", "id-token: write"));
  }

  @Test
  void askForAnIdentity_onlyToDeployAnEnvironment() throws IOException {
    var deploy = yaml(FOLDER.resolve("deploy.yml")).at("/jobs/deploy");

    assertThat(deploy.at("/permissions/id-token").asText()).isEqualTo("write");
    assertThat(deploy.path("environment").asText()).isEqualTo("${{ inputs.environment }}");
    assertThat(Files.readString(FOLDER.resolve("pull-request.yml"))).doesNotContain("id-token");
  }

  @Test
  void deployOneAtATime_andEndWhatTheyBegan() throws IOException {
    var concurrency = yaml(FOLDER.resolve("deploy.yml")).path("concurrency");

    assertThat(concurrency.path("group").asText()).isEqualTo("deploy-${{ inputs.environment }}");
    assertThat(concurrency.path("cancel-in-progress").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void runNothingThatSomebodyTypedIn(Path workflow) throws IOException {
    assertThat(steps(workflow))
        .allSatisfy(step -> assertThat(step.path("run").asText()).doesNotContain("${{"));
    assertThat(Files.readString(workflow)).doesNotContain("pull_request_target");
  }

  /** GitHub's own default passes over all but the last part of a pipe. */
  @ParameterizedTest
  @MethodSource("workflows")
  void failWithAnyPartOfAPipe(Path workflow) throws IOException {
    assertThat(yaml(workflow).at("/defaults/run/shell").asText()).isEqualTo("bash");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void leaveNoCredentialsInTheirCheckout(Path workflow) throws IOException {
    assertThat(steps(workflow))
        .filteredOn(step -> step.path("uses").asText().startsWith("actions/checkout@"))
        .isNotEmpty()
        .allSatisfy(
            step -> assertThat(step.at("/with/persist-credentials").asBoolean(true)).isFalse());
  }

  @Test
  void buildBeforeThereAreCredentials() throws IOException {
    var steps = steps(FOLDER.resolve("deploy.yml"));
    var actions =
        steps.stream().map(step -> step.path("uses").asText(step.path("run").asText())).toList();

    var credentials = indexOf(actions, "aws-actions/configure-aws-credentials@");
    assertThat(indexOf(actions, "./portcullis explain")).isBetween(0, credentials);
    assertThat(indexOf(actions, "./portcullis diff")).isGreaterThan(credentials);
  }

  private static int indexOf(List<String> actions, String start) {
    for (var i = 0; i < actions.size(); i++) {
      if (actions.get(i).startsWith(start)) {
        return i;
      }
    }
    return -1;
  }

  private static List<JsonNode> steps(Path workflow) throws IOException {
    var steps = new ArrayList<JsonNode>();
    yaml(workflow).path("jobs").forEach(job -> job.path("steps").forEach(steps::add));
    return steps;
  }

  private static JsonNode yaml(Path workflow) throws IOException {
    return new YAMLMapper().readTree(workflow.toFile());
  }
}
