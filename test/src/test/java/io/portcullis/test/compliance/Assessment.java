package io.portcullis.test.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.HIPAASecurityChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.PCIDSS321Checks;
import io.portcullis.constructs.policy.PortcullisPolicies;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.test.SharedAssemblies;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;

/**
 * What every rule pack says of one environment. They look at one synthesis together, because it
 * takes longer than all of them.
 *
 * @param environment its name
 * @param assembly where it was synthesized
 */
record Assessment(String environment, Path assembly) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Assessment of(String environment) {
    return new Assessment(
        environment,
        SharedAssemblies.get(
            "assessed-" + environment,
            Synthesis.inputs(environment),
            folder -> synthesize(environment, folder)));
  }

  static Stream<Assessment> all() {
    return Synthesis.environmentNames().map(Assessment::of);
  }

  /** The report of a plugin; missing if it found nothing at all. */
  JsonNode report(String plugin) {
    return reports()
        .filter(report -> report.get("pluginName").textValue().equals(plugin))
        .findFirst()
        .orElse(JSON.missingNode());
  }

  Stream<JsonNode> reports() {
    return json(assembly.resolve("validation-report.json")).get("pluginReports").valueStream();
  }

  /** The rules of a plugin that found something, once for each construct. */
  List<String> findings(String plugin) {
    return report(plugin)
        .path("violations")
        .valueStream()
        .flatMap(
            violation ->
                violation
                    .get("violatingConstructs")
                    .valueStream()
                    .map(construct -> violation.get("ruleName").textValue()))
        .sorted()
        .toList();
  }

  /** What was found and is acknowledged, of all plugins. */
  List<Acknowledged> acknowledged() {
    return reports().flatMap(report -> Acknowledged.in(report, environment)).sorted().toList();
  }

  List<Path> templates() {
    return files(".template.json");
  }

  /** What the construct tree says of constructs, by their paths. */
  Stream<Map.Entry<String, JsonNode>> metadata() {
    return files(".metadata.json").stream()
        .flatMap(file -> json(file).propertyStream())
        .flatMap(
            construct ->
                construct
                    .getValue()
                    .valueStream()
                    .map(data -> Map.entry(construct.getKey().substring(1), data)));
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files(String ending) {
    try (var files = Files.walk(assembly)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void synthesize(String environment, Path assembly) {
    var app = App.Builder.create().context(Synthesis.context()).outdir(assembly.toString()).build();
    Validations.of(app)
        .addPlugins(
            new AwsSolutionsChecks(app),
            new NIST80053R5Checks(app),
            new PCIDSS321Checks(app),
            new HIPAASecurityChecks(app),
            new PortcullisPolicies());
    new EnvironmentStage(app, Synthesis.environment(environment));
    try {
      app.synth();
    } catch (RuntimeException e) {
      // A finding fails the synthesis; the report says which.
      if (!String.valueOf(e.getMessage()).contains("ValidationFailed")) {
        throw e;
      }
    }
  }
}
