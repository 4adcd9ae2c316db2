package io.portcullis.test.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that did not change must not be deployed again, wherever and whenever it is built. */
class ReproducibleBuildTest {
  private static final List<String> PACKAGES =
      List.of(
          "src/proxy/target/portcullis-proxy-0.1.0-function.zip",
          "src/rotation/target/portcullis-rotation-0.1.0-function.zip",
          "src/authorizer/target/portcullis-authorizer-0.1.0-function.zip");

  private static final Set<String> LEFT_OUT =
      Set.of(".git", ".portcullis", "cdk.out", "node_modules", "target");

  @TempDir private Path copy;

  @Test
  void aCleanBuildElsewhere_makesTheSamePackages() throws Exception {
    copySources(Repository.root(), copy);

    var build =
        Command.maven(
                copy,
                "package",
                "-DskipTests",
                "-pl",
                "src/proxy,src/rotation,src/authorizer",
                "-am")
            .withUmask("077")
            .with("TZ", "Pacific/Auckland")
            .run();

    assertThat(build.status()).as(build.output()).isZero();
    for (var file : PACKAGES) {
      assertThat(copy.resolve(file)).hasSameBinaryContentAs(Repository.root().resolve(file));
    }
  }

  private static void copySources(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var entries = Files.list(from)) {
      for (var entry : entries.toList()) {
        var name = entry.getFileName().toString();
        if (LEFT_OUT.contains(name)) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          copySources(entry, to.resolve(name));
        } else {
          Files.copy(entry, to.resolve(name));
        }
      }
    }
  }
}
