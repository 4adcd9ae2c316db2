package io.portcullis.test.frontdoor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.Behaviour;
import io.portcullis.test.Clients;
import io.portcullis.test.Command;
import io.portcullis.test.Synthesis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients from the npm registry, as they are, with the token of an issuer as their key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ClientsTest {
  private Path folder;
  private FrontDoor door;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Clients.install();
    door = FrontDoor.of(Synthesis.environment("local"), folder);
  }

  @AfterAll
  void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai.js", "huggingface.js"})
  void getAnAnswer(String client) throws Exception {
    var before = door.door().standIn().completions();

    var result = Command.of(Clients.FOLDER, "node", client, state(), "acme").run();

    assertThat(result.output()).contains("Is the door open?");
    assertThat(result.status()).isZero();
    assertThat(door.door().standIn().completions()).isEqualTo(before + 1);
  }

  @Test
  void getAChunk_beforeTheEndpointHasFinished() throws Exception {
    var seen = new CountDownLatch(1);
    door.door()
        .standIn()
        .pace(
            chunk -> {
              if (chunk == 1) {
                seen.await();
              }
            });

    try (var output = client("any")) {
      assertThat(output.readLine()).isEqualTo("You ");
      seen.countDown();

      assertThat(output.lines())
          .startsWith("said: ", "Is ", "the ", "door ", "open?")
          .endsWith("end")
          .anyMatch(line -> line.endsWith(" tokens"));
    } finally {
      seen.countDown();
    }
  }

  @Test
  void getWhatHasCome_andAnError_fromAnEndpointThatDiesUnderWay() throws Exception {
    try (var output = client(Behaviour.DYING.model())) {
      assertThat(output.lines()).containsExactly("You ", "said: ", "error upstream_interrupted");
    }
  }

  @Test
  void getARefusal_whereTheEndpointDoesNotBegin() throws Exception {
    try (var output = client(Behaviour.HTML.model())) {
      assertThat(output.lines()).containsExactly("error upstream_response_invalid");
    }
  }

  /** The file that names the front door, its keys and its tokens. */
  private String state() {
    return folder.resolve("state/local.json").toString();
  }

  /** What the streaming client prints, as it prints it. */
  private BufferedReader client(String model) throws IOException {
    var process =
        new ProcessBuilder("node", "openai-stream.js", state(), "acme", model)
            .directory(Clients.FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }
}
