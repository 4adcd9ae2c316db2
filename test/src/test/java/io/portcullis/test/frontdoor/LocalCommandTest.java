package io.portcullis.test.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own. */
class LocalCommandTest {
  @TempDir private Path folder;

  /** One whose callers have a token, and one whose callers sign. */
  @ParameterizedTest
  @ValueSource(strings = {"local", "prod"})
  void theTourIsRight(String environment) throws Exception {
    var result = local(environment, "--port", "0", "--check");

    assertThat(result.status()).as(result.output()).isZero();
  }

  @Test
  void aPortInUse_isOneLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      var result = local("local", "--port", port);

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.output())
          .endsWith(
              "portcullis local: port %s is in use, choose another with --port\n".formatted(port));
    }
  }

  private Command.Result local(String environment, String... arguments) throws Exception {
    Synthesis.write(Synthesis.environment(environment), folder.resolve("assembly"));
    var words =
        new String[] {
          "java",
          "-cp",
          System.getProperty("java.class.path"),
          "io.portcullis.local.LocalCommand",
          "--assembly",
          folder.resolve("assembly").toString(),
          "--state",
          folder.resolve("state").toString(),
          "--env",
          environment
        };
    return Command.of(Repository.root(), words).and(arguments).run();
  }
}
