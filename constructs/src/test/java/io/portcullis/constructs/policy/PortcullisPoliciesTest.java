package io.portcullis.constructs.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.IConstruct;

/** How findings reach the CDK's report, on log groups without a key. */
class PortcullisPoliciesTest {
  private static final String ID = "Portcullis-LogGroupsProtected";

  @TempDir private Path folder;

  private App app;
  private Stack stack;

  @BeforeEach
  void makeApp() {
    app = App.Builder.create().outdir(folder.toString()).build();
    Validations.of(app).addPlugins(new PortcullisPolicies());
    stack = new Stack(new Stage(app, "prod"), "Test");
  }

  @Test
  void aFindingFailsTheSynthesis_andStandsInTheReport() throws IOException {
    logGroup("Log");

    var report = report();

    assertThat(report.get("conclusion").textValue()).isEqualTo("failure");
    assertThat(report.get("pluginVersion").textValue()).isEqualTo("0.1.0");
    var finding = report.get("violations").get(0);
    assertThat(finding.get("ruleName").textValue()).isEqualTo(ID);
    assertThat(finding.get("description").textValue()).isEqualTo("the log group has no 'KmsKeyId'");
    assertThat(finding.get("severity").textValue()).isEqualTo("error");
    assertThat(finding.get("suggestedFix").textValue()).startsWith("Set 'retention'");
    assertThat(finding.at("/ruleMetadata/link").textValue())
        .isEqualTo("docs/policies.md#portcullis-loggroupsprotected");
    var place = finding.get("violatingConstructs").get(0);
    assertThat(place.get("constructPath").textValue()).isEqualTo("prod/Test/Log/Resource");
    assertThat(place.at("/cloudFormationResource/templatePath").textValue())
        .startsWith("assembly-prod/prodTest")
        .endsWith(".template.json");
    assertThat(place.at("/cloudFormationResource/propertyPaths/0").textValue())
        .isEqualTo("Properties.KmsKeyId");
  }

  @Test
  void saysNothing_whereEveryRuleHolds() {
    LogGroup.Builder.create(stack, "Log")
        .retention(RetentionDays.ONE_DAY)
        .encryptionKey(new Key(stack, "Key"))
        .build();

    app.synth();

    assertThat(folder.resolve("assembly-prod")).exists();
  }

  @Test
  void anAcknowledgement_coversItsConstructAndNoNeighbour() throws IOException {
    Findings.acknowledge(logGroup("Log"), ID, "It holds nothing that anybody may not read");
    logGroup("Log2");

    var report = report();

    assertThat(paths(report, "violations")).containsExactly("prod/Test/Log2/Resource");
    assertThat(paths(report, "suppressedViolations")).containsExactly("prod/Test/Log/Resource");
    assertThat(report.get("suppressedViolations").get(0).get("reason").textValue())
        .isEqualTo("It holds nothing that anybody may not read");
  }

  @Test
  void aBareIdIsTakenToo_asCdkNagTakesIt() throws IOException {
    acknowledge(logGroup("Log"), ID);
    logGroup("Log2");

    var report = report();

    assertThat(paths(report, "violations")).containsExactly("prod/Test/Log2/Resource");
    assertThat(paths(report, "suppressedViolations")).containsExactly("prod/Test/Log/Resource");
  }

  @Test
  void aBareId_onTheStageOfAStack_coversIt() {
    logGroup("Log");
    acknowledge(stack.getNode().getScope(), ID);

    app.synth();

    assertThat(folder.resolve("assembly-prod")).exists();
  }

  @Test
  void anAcknowledgementOfAnotherRule_coversNothing() throws IOException {
    acknowledge(logGroup("Log"), "Portcullis-AlarmsAct");

    assertThat(paths(report(), "violations")).hasSize(1);
  }

  @Test
  void everyRuleIsListed() {
    assertThat(new PortcullisPolicies().getRuleIds())
        .contains("Portcullis-RuleOfThree", ID)
        .allMatch(id -> id.startsWith("Portcullis-"));
  }

  @Test
  void itsVersionIsTheLibrarys() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>%s</version>".formatted(new PortcullisPolicies().getVersion()));
  }

  @Test
  void rejectsPreviousTemplatesThatAreNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PortcullisPolicies(Path.of("nowhere")))
        .withMessage("'previous' must be a folder of templates, got 'nowhere'");
  }

  private LogGroup logGroup(String id) {
    return LogGroup.Builder.create(stack, id).retention(RetentionDays.ONE_DAY).build();
  }

  private static void acknowledge(IConstruct construct, String id) {
    Validations.of(construct)
        .acknowledge(Acknowledgment.builder().id(id).reason("It is only a test").build());
  }

  private JsonNode report() throws IOException {
    try {
      app.synth();
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("ValidationFailed");
    }
    return PolicyReport.in(folder);
  }

  private static List<String> paths(JsonNode report, String kind) {
    return report.get(kind).findValuesAsText("constructPath");
  }
}
