package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.policy.template.StackFile;
import io.portcullis.constructs.policy.template.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagesWithoutSecretsTest {
  private static final String TOKEN = "hf_" + "a1B2".repeat(8);

  @TempDir private Path assembly;

  private String handler = "io.portcullis.proxy.ProxyHandler";

  @BeforeEach
  void writeManifest() throws IOException {
    Files.writeString(
        assembly.resolve("Test.assets.json"),
        """
        {
          "files": {
            "abc": {
              "source": { "path": "asset.abc.zip" },
              "destinations": { "current": { "objectKey": "abc.zip" } }
            }
          }
        }
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io/portcullis/proxy/ProxyHandler.class", "application.properties"})
  void findsASecret_inAClassOfOursOrAText(String entry) throws IOException {
    zip(entry, "token=" + TOKEN);

    assertThat(findings())
        .containsExactly(
            "'%s' in the package holds what looks like a Hugging Face token".formatted(entry));
  }

  @Test
  void searchesOurClasses_thoughTheyAreNoText() throws IOException {
    zip("io/portcullis/proxy/ProxyHandler.class", "\0\0" + TOKEN);

    assertThat(findings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib/sdk.jar", "com/example/Other.class"})
  void leavesLibrariesAlone(String entry) throws IOException {
    zip(entry, "\0" + TOKEN);

    assertThat(findings()).isEmpty();
  }

  @Test
  void leavesFunctionsOfOthersAlone() throws IOException {
    handler = "com.example.Handler";
    zip("application.properties", "token=" + TOKEN);

    assertThat(findings()).isEmpty();
  }

  @Test
  void takesAPackageWithoutSecrets() throws IOException {
    zip("io/portcullis/proxy/ProxyHandler.class", "nothing");

    assertThat(findings()).isEmpty();
  }

  private void zip(String entry, String content) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(assembly.resolve("asset.abc.zip")))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<String> findings() throws IOException {
    var file = assembly.resolve("Test.template.json");
    Files.writeString(
        file,
        """
        {
          "Resources": {
            "Function": {
              "Type": "AWS::Lambda::Function",
              "Properties": { "Handler": "%s", "Code": { "S3Key": "abc.zip" } }
            }
          }
        }
        """
            .formatted(handler));
    return new PackagesWithoutSecrets()
        .findings(Templates.of(List.of(StackFile.read("Test", file))))
        .map(Finding::description)
        .toList();
  }
}
