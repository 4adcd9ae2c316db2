package io.portcullis.test.compliance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.test.Command;
import io.portcullis.test.NpmPackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** AWS's cfn-guard with the rules of AWS Control Tower, as their npm package brings them. */
final class Guard {
  private static final Path FOLDER = Path.of("guard").toAbsolutePath();
  private static final Path PACKAGE =
      FOLDER.resolve("node_modules/@cdklabs/cdk-validator-cfnguard");

  /** Its exit status when every rule holds, and when one does not. */
  private static final List<Integer> RAN = List.of(0, 19);

  private Guard() {}

  /**
   * A rule that does not hold for a resource.
   *
   * @param rule name of the rule in its file
   * @param resource path of the construct, without its environment
   */
  record Finding(String rule, String resource) {}

  static void install() throws IOException, InterruptedException {
    NpmPackages.install(FOLDER);
  }

  /**
   * What it says of an environment's templates.
   *
   * @param rules those that the first template was looked at for, whether they apply or not
   * @param findings of all templates
   */
  record Report(Set<String> rules, Set<Finding> findings) {}

  static Report report(Assessment assessment) throws IOException, InterruptedException {
    var templates = validate(assessment);
    return new Report(rules(templates.get(0)), findings(templates, paths(assessment)));
  }

  private static Set<String> rules(JsonNode template) {
    return Stream.concat(
            Stream.of("compliant", "not_applicable")
                .flatMap(kind -> template.get(kind).valueStream())
                .map(JsonNode::textValue),
            template
                .get("not_compliant")
                .valueStream()
                .map(rule -> rule.at("/Rule/name").textValue()))
        .collect(toSet());
  }

  private static Set<Finding> findings(JsonNode templates, Map<String, String> paths) {
    return templates
        .valueStream()
        .flatMap(file -> file.get("not_compliant").valueStream())
        .map(failure -> failure.get("Rule"))
        .flatMap(
            rule ->
                rule.findValuesAsText("path").stream()
                    .filter(path -> path.startsWith("/Resources/"))
                    .map(path -> path.split("/")[2])
                    .distinct()
                    .map(id -> new Finding(rule.get("name").textValue(), paths.get(id))))
        .collect(toSet());
  }

  private static JsonNode validate(Assessment assessment) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(binary().toString(), "validate", "--structured"));
    words.addAll(List.of("--output-format", "json", "--show-summary", "none"));
    words.addAll(List.of("--rules", PACKAGE.resolve("rules/control-tower/cfn-guard").toString()));
    assessment
        .templates()
        .forEach(file -> words.addAll(List.of("--data", file.toAbsolutePath().toString())));
    var result = new Command(FOLDER, Map.of(), words).run();
    assertThat(result.status()).as(result.output()).isIn(RAN);
    return new ObjectMapper().readTree(result.output());
  }

  private static Path binary() {
    var machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    var system = System.getProperty("os.name").startsWith("Mac") ? "macos" : "ubuntu";
    return PACKAGE.resolve(Path.of("bin", system, machine, "cfn-guard"));
  }

  /** The constructs of an environment by the logical ids that their stacks give them. */
  private static Map<String, String> paths(Assessment assessment) {
    var paths = new HashMap<String, String>();
    assessment
        .metadata()
        .filter(entry -> entry.getValue().path("type").asText().equals("aws:cdk:logicalId"))
        .forEach(
            entry ->
                paths.put(
                    entry.getValue().get("data").textValue(),
                    Acknowledged.below(assessment.environment(), entry.getKey())));
    return paths;
  }
}
