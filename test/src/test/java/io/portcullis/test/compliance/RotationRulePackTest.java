package io.portcullis.test.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.portcullis.constructs.InferenceFoundation;
import io.portcullis.constructs.InferenceFoundationProps;
import io.portcullis.constructs.network.RotationEgress;
import io.portcullis.constructs.policy.PortcullisPolicies;
import io.portcullis.constructs.token.TokenSource;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Validations;

/** What rule packs say of each source of tokens, and of the ways out of the rotation function. */
class RotationRulePackTest {
  @TempDir private Path folder;
  private App app;
  private Stack stack;

  @BeforeEach
  void createStack() {
    app = App.Builder.create().context(Synthesis.context()).outdir(folder.toString()).build();
    Validations.of(app)
        .addPlugins(
            new AwsSolutionsChecks(app), new NIST80053R5Checks(app), new PortcullisPolicies());
    stack =
        new Stack(
            app,
            "Test",
            StackProps.builder()
                .env(Environment.builder().account("111111111111").region("us-east-1").build())
                .build());
  }

  @Test
  void findNothing_whereTokensAreStaged() throws IOException {
    foundation().build();

    assertThat(violations()).isEmpty();
  }

  @Test
  void findNothing_whereTheyAreMadeForAServiceAccount() throws IOException {
    foundation().source(TokenSource.serviceAccount("65f0a1b2c3d4e5f6a7b8c9d0")).build();

    assertThat(violations()).isEmpty();
  }

  @Test
  void findNothing_whereTheyAreExchanged_fromANetworkWithLimitedNames() throws IOException {
    foundation()
        .scheduleExpression("rate(4 hours)")
        .source(TokenSource.tokenExchange("a1b2c3", "inference@example.com", Duration.hours(8)))
        .rotationEgress(RotationEgress.LIMITED)
        .availabilityZones(List.of("us-east-1a", "us-east-1b"))
        .build();

    assertThat(violations()).isEmpty();
  }

  private InferenceFoundationProps.Builder<InferenceFoundation> foundation() {
    return InferenceFoundation.Builder.create(stack, "Foundation")
        .endpointNamespace("acme")
        .endpointName("documents")
        .endpointType("private");
  }

  private List<String> violations() throws IOException {
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
        .flatMap(plugin -> plugin.path("violations").valueStream())
        .map(JsonNode::toString)
        .toList();
  }
}
