package io.portcullis.test.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.FrontDoorListener;
import io.portcullis.local.LocalFrontDoor;
import io.portcullis.local.LocalOptions;
import io.portcullis.test.Synthesis;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command, against a front door of this machine in place of a deployed one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyCommandTest {
  private final StringWriter printed = new StringWriter();
  private final Map<String, String> variables = new HashMap<>();

  private Assembly assembly;
  private LocalFrontDoor door;
  private Caller caller;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    assembly = new Assembly(folder.resolve("assembly"));
    Synthesis.write(Synthesis.environment("local"), assembly.folder());
    var options = new LocalOptions(assembly.folder(), "local", 0, folder.resolve("state"));
    door = LocalFrontDoor.open(options, FrontDoorListener.SILENT);
    caller = Caller.read(folder.resolve("state/local.json")).get("acme");
  }

  @AfterAll
  void close() {
    door.close();
  }

  @BeforeEach
  void forget() {
    printed.getBuffer().setLength(0);
    variables.clear();
  }

  @Test
  void everySafeAttackIsRefused() {
    assertThat(verify("--yes")).as(printed.toString()).isZero();
    assertThat(printed.toString())
        .contains("from a network that is a customer's", "attacks, each refused by its layer");
  }

  @Test
  void firesMore_withAKeyAndATokenOfTheOperators() {
    verify("--yes");
    var without = printed.toString().lines().count();
    printed.getBuffer().setLength(0);
    variables.put("PORTCULLIS_API_KEY", caller.apiKey());
    caller.token().ifPresent(token -> variables.put("PORTCULLIS_TOKEN", token));

    assertThat(verify("--yes")).as(printed.toString()).isZero();
    assertThat(printed.toString().lines().count()).isGreaterThan(without);
    assertThat(printed.toString()).doesNotContain(caller.apiKey());
  }

  @Test
  void neverReachesTheModel() {
    var before = door.standIn().completions();

    verify("--yes");

    assertThat(door.standIn().completions()).isEqualTo(before);
  }

  @Test
  void firesNothing_unlessSomebodyAgrees() {
    assertThat(verify()).isEqualTo(2);
    assertThat(printed.toString()).endsWith("portcullis: nothing was fired\n");
  }

  @Test
  void sendsNothing_thatOthersCanRead() {
    assertThat(
            run(
                "--env",
                "local",
                "--assembly",
                assembly.folder().toString(),
                "--url",
                "http://models.example.com/live"))
        .isEqualTo(2);
    assertThat(printed.toString())
        .isEqualTo(
            "portcullis: '--url' must be of https, or of this machine, got"
                + " 'http://models.example.com/live'\n");
  }

  @Test
  void tellsThatNobodyAnswers() {
    assertThat(
            run(
                "--env",
                "local",
                "--assembly",
                assembly.folder().toString(),
                "--yes",
                "--url",
                "http://127.0.0.1:1/live"))
        .isEqualTo(2);
    assertThat(printed.toString()).contains("'http://127.0.0.1:1/live' does not answer: ");
  }

  @Test
  void asksForAnAddress_whereThereIsNoAwsCli() {
    assertThat(run("--env", "local", "--assembly", assembly.folder().toString())).isEqualTo(2);
    assertThat(printed.toString()).contains("name the address with --url");
  }

  private int verify(String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--env",
                "local",
                "--assembly",
                assembly.folder().toString(),
                "--url",
                door.url().toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    var out = new PrintWriter(printed, true);
    return VerifyCommand.run(
        variables, Duration.ZERO, arguments, new StringReader("no\n"), out, out);
  }
}
