package io.portcullis.stacks.environment;

import static io.portcullis.stacks.environment.EnvironmentText.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointConfigTest {
  @TempDir private Path folder;

  @Test
  void refusesEndpointWithoutEncryption() {
    assertProblem(
        VALID.replace("https://abc", "http://abc"),
        "'endpoint.url' must be https://<host> without a path, got"
            + " 'http://abc.us-east-1.aws.endpoints.huggingface.cloud'");
  }

  @Test
  void refusesALevelThatIsNone() {
    assertProblem(
        VALID.replace("level: PRIVATE", "level: HIDDEN"),
        "'endpoint.level' must be one of [PRIVATE, PROTECTED, PUBLIC], got 'HIDDEN'");
  }

  @Test
  void refusesAnEndpointWithoutLevel() {
    assertProblem(
        VALID.replace("  level: PRIVATE\n", ""),
        "'endpoint.level' is missing, there are [privateHostedZone, privateLinkService, url]");
  }

  @Test
  void refusesAKeyOfAnotherLevel() {
    assertProblem(
        VALID.replace("privateHostedZone: false", "privateHostedZone: false\n  natGateway: ZONAL"),
        "'endpoint.natGateway' is not a known key, known are [privateHostedZone,"
            + " privateLinkService, url]");
  }

  private void assertProblem(String text, String problem) {
    assertThat(EnvironmentText.problem(folder, text)).isEqualTo(problem);
  }
}
