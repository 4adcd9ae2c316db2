package io.portcullis.test.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;

/** What cdk-nag's packs AwsSolutions and NIST 800-53 R5 say of every environment. */
class RulePackTest {
  /** Callers are known by network and key alone: the API authorizes no identity yet. */
  private static final List<String> OPEN = List.of("AwsSolutions-APIG4", "AwsSolutions-COG4");

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void findNothingButTheMissingIdentity(String environment) throws IOException {
    assertThat(findings(environment, "violations"))
        .extracting(finding -> finding.get("ruleName").textValue())
        .containsExactlyInAnyOrderElementsOf(OPEN);
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void everyAcknowledgementHasAReason(String environment) throws IOException {
    assertThat(findings(environment, "suppressedViolations"))
        .isNotEmpty()
        .allSatisfy(
            finding -> assertThat(finding.get("reason").textValue()).hasSizeGreaterThan(20));
  }

  private List<JsonNode> findings(String environment, String kind) throws IOException {
    var app = App.Builder.create().context(Synthesis.context()).outdir(folder.toString()).build();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
    new EnvironmentStage(app, Synthesis.committed().named(environment));
    try {
      app.synth();
    } catch (RuntimeException e) {
      // A finding fails the synthesis; the report says which.
      assertThat(e.getMessage()).contains("Validation");
    }
    var report = new ObjectMapper().readTree(folder.resolve("validation-report.json").toFile());
    return report
        .get("pluginReports")
        .valueStream()
        .flatMap(plugin -> plugin.path(kind).valueStream())
        .toList();
  }
}
