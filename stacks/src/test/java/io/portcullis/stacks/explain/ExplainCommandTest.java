package io.portcullis.stacks.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.assembly.TestAssembly;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeEnvironments() throws IOException {
    for (var name : List.of("full", "bare")) {
      TestAssembly.write(
          folder.resolve("assembly").resolve(name),
          name,
          Map.of("portcullis-%s-Gateway".formatted(name), resource(name + ".template.json")));
    }
    Files.writeString(
        folder.resolve("full.yaml"),
        """
        production: true
        customers:
          acme:
            sourceCidrs: [203.0.113.0/25]
            sourceVpcEndpoints: [vpce-1]
            principals: ["arn:aws:iam::333333333333:role/acme"]
        """);
    Files.writeString(folder.resolve("bare.yaml"), "production: false\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "bare"})
  void explainsAnEnvironment(String name) throws IOException {
    assertThat(explain("--env", name)).isEqualTo(resource(name + ".txt"));
  }

  @Test
  void showsOnlyWhatDiffers_whenComparedWithAnother() throws IOException {
    assertThat(explain("--env", "full", "--against", "bare"))
        .startsWith("Environment full against bare: ")
        .contains("  acme  none → 5 a second, 10 at once")
        .contains("  GET /           without a key, unsigned → none")
        .doesNotContain("not counted");
  }

  @Test
  void leavesNothingOut_whenComparedWithAnother() {
    assertThat(explain("--env", "full", "--against", "bare").replaceAll("\\s+", " "))
        .contains("AWSManagedRulesCommonRuleSet, but counts SizeRestrictions_BODY")
        .contains(
            "Availability: Errors none → 5XXError at least 5 in each of 5 periods of 1 minute")
        .contains("month: web ACL none → $5.00 (1 × web ACL and month)")
        .contains("replaced none → ended at Hugging Face after 1 hour, unless it is still used")
        .contains("→ only endpoint.example, secretsmanager.eu-west-1.amazonaws.com, dynamodb.");
  }

  @Test
  void saysThatNothingDiffers_whenComparedWithItself() {
    assertThat(explain("--env", "full", "--against", "full"))
        .isEqualTo("Environment full against full: no difference\n");
  }

  @Test
  void printsTheSameAsData() throws IOException {
    var data = json("--env", "full", "--json");

    assertThat(data.at("/callers/0/rate").asDouble()).isEqualTo(5);
    assertThat(data.at("/level/name").asText()).isEqualTo("private");
    assertThat(data.at("/token/custody/source").asText()).isEqualTo("SERVICE_ACCOUNT");
    assertThat(data.at("/token/custody/graceSeconds").asInt()).isEqualTo(3600);
    assertThat(data.at("/cost/notPriced/0").asText()).isEqualTo("AWS::RDS::DBInstance");
    assertThat(data.at("/other/AWS::RDS::DBInstance").asInt()).isEqualTo(1);
  }

  @Test
  void printsDifferencesAsData() throws IOException {
    var data = json("--env", "full", "--against", "bare", "--json");

    assertThat(data.at("/against").asText()).isEqualTo("bare");
    assertThat(data.at("/differences").findValuesAsText("label")).contains("identity", "acme");
  }

  @Test
  void saysInOneLineWhatIsNotSynthesized() {
    var err = new StringWriter();

    var status = ExplainCommand.run(arguments("--env", "none"), writer(), new PrintWriter(err));

    assertThat(status).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "portcullis: '%s' is not a cloud assembly%n"
                .formatted(folder.resolve("assembly/none")));
  }

  private JsonNode json(String... options) throws IOException {
    return new ObjectMapper().readTree(explain(options));
  }

  private String explain(String... options) {
    var out = new StringWriter();
    assertThat(ExplainCommand.run(arguments(options), new PrintWriter(out), writer())).isZero();
    return out.toString();
  }

  private String[] arguments(String... options) {
    var arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--assemblies", folder.resolve("assembly").toString()));
    arguments.addAll(List.of("--environments", folder.toString()));
    return arguments.toArray(String[]::new);
  }

  private static PrintWriter writer() {
    return new PrintWriter(new StringWriter());
  }

  private static String resource(String name) throws IOException {
    try (var file = ExplainCommandTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
