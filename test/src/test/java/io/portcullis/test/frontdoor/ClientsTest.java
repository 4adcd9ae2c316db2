package io.portcullis.test.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Clients;
import io.portcullis.test.Command;
import io.portcullis.test.Synthesis;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients from the npm registry, as they are, with the token of an issuer as their key. */
class ClientsTest {
  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    Clients.install();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai.js", "huggingface.js"})
  void getAnAnswer(String client) throws Exception {
    try (var door = FrontDoor.of(Synthesis.environment("local"), folder)) {
      var state = folder.resolve("state/local.json").toString();

      var result = Command.of(Clients.FOLDER, "node", client, state, "acme").run();

      assertThat(result.output()).contains("Is the door open?");
      assertThat(result.status()).isZero();
      assertThat(door.door().standIn().completions()).isEqualTo(1);
    }
  }
}
