package io.portcullis.test.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's project with one dependency, built by Maven against the installed library. */
class CompositionTest {
  private static final Path PROJECT = Path.of("composition").toAbsolutePath();
  private static final String SOURCE = "src/main/java/com/example/DocumentsApp.java";

  @TempDir private static Path folder;

  @BeforeAll
  static void build() throws Exception {
    assertTheLibraryIsInstalled();
    var build =
        Command.maven(
                PROJECT,
                "compile",
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + folder.resolve("classpath"))
            .run();
    assertThat(build.status()).as(build.output()).isZero();
  }

  @Test
  void oneDependencyAndTenLines_makeTheWholeFrontDoor() throws Exception {
    var synth = run("DocumentsApp");

    assertThat(synth.status()).as(synth.output()).isZero();
    assertThat(resourceTypes("DocumentsApp"))
        .contains(
            "AWS::ApiGateway::RestApi",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::EC2::VPCEndpoint",
            "AWS::KMS::Key",
            "AWS::Lambda::Function",
            "AWS::Route53Resolver::FirewallRuleGroup",
            "AWS::SecretsManager::RotationSchedule",
            "AWS::WAFv2::WebACL");
  }

  @Test
  void withoutIdentity_thePoliciesStopTheSynthesis_andSayWhatToDo() throws Exception {
    var synth = run("OneLayerLessApp");

    assertThat(synth.status()).isEqualTo(1);
    assertThat(synth.output())
        .contains(
            "1 of 3 layers that tell who calls, for data of class customer: network;"
                + " identity does not count: POST /v1/chat/completions has no authorization by IAM"
                + " or an authorizer, add 'principals' to every customer, or 'authorizer' and 'subjects';")
        .contains("Acknowledge with 'Portcullis::Portcullis-RuleOfThree'");
  }

  @Test
  void theReadmeShowsTheLinesThatCompile() throws IOException {
    var source = Files.readString(PROJECT.resolve(SOURCE));
    var lines = source.substring(source.indexOf("    var acme"), source.indexOf("    app.synth"));

    assertThat(Files.readString(Repository.root().resolve("README.md")))
        .contains(lines.stripTrailing().stripIndent());
  }

  /** Otherwise this would test another build's library. */
  private static void assertTheLibraryIsInstalled() {
    var installed =
        Path.of(
            System.getProperty("localRepository"),
            "io/portcullis/portcullis-constructs/0.1.0/portcullis-constructs-0.1.0.jar");
    var built = Repository.root().resolve("constructs/target/portcullis-constructs-0.1.0.jar");
    assertThat(installed)
        .as("the library of this build, which './portcullis test' installs")
        .exists()
        .hasSameBinaryContentAs(built);
  }

  private static Command.Result run(String app) throws IOException, InterruptedException {
    return Command.of(
            PROJECT,
            "java",
            "-cp",
            "target/classes:" + Files.readString(folder.resolve("classpath")),
            "com.example." + app)
        .with("CDK_OUTDIR", folder.resolve(app).toString())
        .run();
  }

  private static String resourceTypes(String app) throws IOException {
    var template =
        new ObjectMapper()
            .readTree(folder.resolve(app).resolve("Documents.template.json").toFile());
    return template.get("Resources").findValuesAsText("Type").stream()
        .distinct()
        .collect(Collectors.joining("\n"));
  }
}
