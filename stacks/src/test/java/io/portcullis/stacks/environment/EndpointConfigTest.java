package io.portcullis.stacks.environment;

import static io.portcullis.stacks.environment.EnvironmentText.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        "'endpoint.level' is missing, there are [name, namespace, privateHostedZone,"
            + " privateLinkService, url]");
  }

  @Test
  void refusesAKeyOfAnotherLevel() {
    assertProblem(
        VALID.replace("privateHostedZone: false", "privateHostedZone: false\n  natGateway: ZONAL"),
        "'endpoint.natGateway' is not a known key, known are [name, namespace, privateHostedZone,"
            + " privateLinkService, url]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "'..'", ".acme", "acme/../other", "acme documents", "'acme?x=1'", "acme%2e"})
  void refusesANamespaceThatHuggingFaceCannotHave(String namespace) {
    assertProblem(
        VALID.replace("namespace: acme", "namespace: " + namespace),
        "'endpoint.namespace' must be a user or organization of Hugging Face: a letter or digit,"
            + " then also '-', '.' or '_', got '%s'".formatted(namespace.replace("'", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "Documents", "a_b", "a.b", "a*", "a/b", "a12345678901234567890123456789012"})
  void refusesANameThatHuggingFaceCannotHave(String name) {
    assertProblem(
        VALID.replace("name: documents", "name: " + name),
        "'endpoint.name' must be the endpoint's name: up to 32 lower-case letters, digits and"
            + " dashes, got '%s'".formatted(name.replace("'", "")));
  }

  @Test
  void takesNamesAsHuggingFaceMakesThem() throws IOException {
    Files.writeString(
        folder.resolve("prod.yaml"),
        VALID
            .replace("namespace: acme", "namespace: Acme-Inc._2")
            .replace("name: documents", "name: aws-bge-small-en-v1-5-abc-012345"));

    var endpoint = new Environments(folder).named("prod").config().endpoint();

    assertThat(endpoint.namespace()).isEqualTo("Acme-Inc._2");
    assertThat(endpoint.name()).isEqualTo("aws-bge-small-en-v1-5-abc-012345");
  }

  private void assertProblem(String text, String problem) {
    assertThat(EnvironmentText.problem(folder, text)).isEqualTo(problem);
  }
}
