package io.portcullis.test.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.stacks.explain.ExplainCommand;
import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every environment of the repository, explained from its real templates. */
class ExplainTest {
  @TempDir private static Path assemblies;

  @BeforeAll
  static void synthesize() {
    for (var environment : Synthesis.committed().all()) {
      Synthesis.write(environment, assemblies.resolve(environment.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void namesTheCustomersAndWhatTheyMay(String name) {
    var environment = Synthesis.environment(name);

    var text = explain(environment);

    assertThat(environment.config().gatewayCustomers())
        .isNotEmpty()
        .allSatisfy(
            customer -> {
              assertThat(text).contains("\n  " + customer.name() + " ");
              assertThat(text)
                  .contains(String.format(Locale.ROOT, "%,d a day", customer.plan().dailyQuota()));
              assertThat(text).contains(customer.sourceCidrs());
            });
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void saysTheLevelOfTheEndpoint(String name) {
    assertThat(explain(Synthesis.environment(name)))
        .containsPattern("\n  level +(public|protected|private): the endpoint is ");
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void showsNothingThatIsNotForAPerson(String name) {
    assertThat(explain(Synthesis.environment(name)))
        .doesNotContain("null", "${", "Token[", "{\"", "(known at deployment)");
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void knowsAPriceForEverything(String name) throws IOException {
    var cost = json(Synthesis.environment(name)).path("cost");

    assertThat(cost.path("fixedPerMonth").asDouble()).isPositive();
    assertThat(cost.path("perMillionCalls").asDouble()).isPositive();
    assertThat(cost.path("notPriced")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void saysInTextWhatItSaysAsData(String name) throws IOException {
    var environment = Synthesis.environment(name);
    var text = explain(environment);
    var data = json(environment);

    assertThat(text)
        .contains(money(data.at("/cost/fixedPerMonth")) + ", called or not")
        .contains(money(data.at("/cost/perMillionCalls")) + ", in addition")
        .contains(data.at("/level/endpoint").asText());
    for (var function : data.at("/deadlines/functions")) {
      assertThat(text)
          .containsPattern(
              "\n  %s +%d s, "
                  .formatted(function.path("name").asText(), function.path("seconds").asInt()));
    }
  }

  @Test
  void showsInWhatTwoEnvironmentsDiffer() {
    assertThat(explain(Synthesis.environment("prod"), "--against", "dev"))
        .startsWith("Environment prod against dev: ")
        .contains("111111111111 in us-east-1", " → ", "222222222222 in eu-west-1");
  }

  private static String money(JsonNode usd) {
    return String.format(Locale.ROOT, "$%,.2f", usd.asDouble());
  }

  private static JsonNode json(DeploymentEnvironment environment) throws IOException {
    return new ObjectMapper().readTree(explain(environment, "--json"));
  }

  private static String explain(DeploymentEnvironment environment, String... options) {
    var arguments = new ArrayList<>(List.of("--env", environment.name()));
    arguments.addAll(List.of("--assemblies", assemblies.toString()));
    arguments.addAll(List.of("--environments", Repository.environments().toString()));
    arguments.addAll(List.of(options));
    var out = new StringWriter();
    var status =
        ExplainCommand.run(
            arguments.toArray(String[]::new),
            new PrintWriter(out),
            new PrintWriter(new StringWriter()));
    assertThat(status).isZero();
    return out.toString();
  }
}
