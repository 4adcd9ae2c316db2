package io.portcullis.test.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.cxapi.CloudAssembly;

class SynthesisTest {
  @TempDir private Path first;
  @TempDir private Path second;

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void asksTheAccountNothing(String environment) {
    Synthesis.write(Synthesis.environment(environment), first);

    assertThat(new CloudAssembly(first.toString()).getManifest().getMissing()).isNullOrEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void leavesNoFindingUnanswered(String environment) throws IOException {
    Synthesis.write(Synthesis.environment(environment), first);

    var report = new ObjectMapper().readTree(first.resolve("validation-report.json").toFile());
    assertThat(report.findValues("violations")).isNotEmpty().allMatch(JsonNode::isEmpty);
  }

  @Test
  void writesTheSameTemplates_whenRepeated() throws IOException {
    var environment = Synthesis.environment("prod");

    Synthesis.write(environment, first, stage -> {});
    Synthesis.write(environment, second, stage -> {});

    assertThat(templates(second)).isNotEmpty().isEqualTo(templates(first));
  }

  /** The order of a {@code Map.of} is another in each process, and text in a template keeps it. */
  @Test
  void writesTheSameTextsIntoTemplates_inAnotherProcess() throws Exception {
    Synthesis.write(Synthesis.environment("prod"), first);

    var synth =
        Command.of(
                Repository.root(),
                "java",
                "-cp",
                System.getProperty("java.class.path"),
                "io.portcullis.stacks.Application")
            .with("CDK_OUTDIR", second.toString())
            .with("CDK_CONTEXT_JSON", Synthesis.contextOf("prod"))
            .run();

    assertThat(synth.status()).as(synth.output()).isZero();
    assertThat(trees(second)).isNotEmpty().isEqualTo(trees(first));
  }

  /** The templates but for the order of keys, which CloudFormation does not look at. */
  private static Map<String, JsonNode> trees(Path folder) throws IOException {
    var trees = new TreeMap<String, JsonNode>();
    for (var template : templates(folder).entrySet()) {
      trees.put(template.getKey(), new ObjectMapper().readTree(template.getValue()));
    }
    return trees;
  }

  private static Map<String, String> templates(Path folder) throws IOException {
    var templates = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(name -> name.toString().endsWith(".template.json")).toList()) {
        templates.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return templates;
  }
}
