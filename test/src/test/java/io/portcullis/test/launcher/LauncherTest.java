package io.portcullis.test.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./portcullis} says before it does anything. */
class LauncherTest {
  @TempDir private Path tools;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "test",
        "build",
        "environments",
        "explain",
        "synth",
        "doctor",
        "customers",
        "token",
        "diff",
        "deploy",
        "destroy",
        "verify",
        "prove",
        "bench"
      })
  void everyCommandExplainsItself(String command) throws Exception {
    var result = portcullis(command, "--help");

    assertThat(result.status()).isZero();
    assertThat(result.output()).startsWith("./portcullis " + command);
  }

  @Test
  void listsItsCommands() throws Exception {
    var result = portcullis("--help");

    assertThat(result.status()).isZero();
    assertThat(result.output())
        .contains("./portcullis local ", "./portcullis deploy <env> ", "./portcullis bench ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          serve                 | unknown command 'serve', see './portcullis --help'
          deploy                | which environment? './portcullis environments' lists them
          deploy nowhere        | there is no environments/nowhere.yaml
          deploy local          | environment 'local' is served by './portcullis local', never deployed
          deploy prod --yes     | unknown option '--yes', options of the CDK CLI follow '--'
          deploy prod --replace-state | '--replace-state' needs a value
          destroy prod --replace-state=A | unknown option '--replace-state=A', options of the CDK CLI follow '--'
          doctor                | which environment? './portcullis environments' lists them
          doctor local          | environment 'local' is served by './portcullis local', never deployed
          doctor prod -- --fix  | 'doctor' has no options, got '--fix'
          customers             | which environment? './portcullis environments' lists them
          customers nowhere     | there is no environments/nowhere.yaml
          customers prod delete | unknown action 'delete', see './portcullis customers --help'
          customers prod key    | which customer? './portcullis customers prod' lists them
          customers prod block --json | which customer? './portcullis customers prod' lists them
          customers prod block acme --key first | unknown option '--key', see './portcullis customers --help'
          customers prod key acme --key | '--key' needs a value
          customers prod key acme globex | unknown option 'globex', see './portcullis customers --help'
          customers prod --key first | unknown option '--key', see './portcullis customers --help'
          token                 | what is to be done with the token? './portcullis token --help' tells
          token prod            | what is to be done with the token? './portcullis token --help' tells
          token stage           | which environment? './portcullis environments' lists them
          token stage rotate prod | one thing at a time, got 'stage' and 'rotate'
          token stage prod --yes | 'stage' does not know an option that was given, see './portcullis token --help'
          token prod rotate --json | 'rotate' does not know an option that was given, see './portcullis token --help'
          token stage prod --token=hf_abcdefghijklmnop | 'stage' does not know an option that was given, see './portcullis token --help'
          explain               | which environment? './portcullis environments' lists them
          explain nowhere       | there is no environments/nowhere.yaml
          explain examples/private | 'examples/private' is an example, copy it to environments/<name>.yaml
          explain prod dev      | one environment is explained, got 'prod' and 'dev'
          explain prod --against | '--against' needs a value
          explain prod --against nowhere | there is no environments/nowhere.yaml
          explain prod --yaml   | unknown option '--yaml', see './portcullis explain --help'
          verify                | which environment? './portcullis environments' lists them
          verify nowhere        | there is no environments/nowhere.yaml
          verify local          | environment 'local' is served by './portcullis local', never deployed; name its address with --url
          verify prod --url     | '--url' needs a value
          verify prod --key=x   | unknown option '--key=x', see './portcullis verify --help'
          prove                 | prove what? './portcullis prove --help' tells
          prove nothing         | unknown proof 'nothing', see './portcullis prove --help'
          prove attacks --env   | '--env' needs a value
          prove attacks --env nowhere | there is no environments/nowhere.yaml
          prove disaster --now  | unknown option '--now', see './portcullis prove --help'
          prove rotation --source | '--source' needs a value
          prove rotation --source HUB | '--source' must be STAGED, SERVICE_ACCOUNT or TOKEN_EXCHANGE, got 'HUB'
          prove rotation --env local | unknown option '--env', see './portcullis prove --help'
          synth prod --verbose  | unknown option '--verbose', options of the CDK CLI follow '--'
          local --env           | '--env' needs a value
          local --env nowhere   | there is no environments/nowhere.yaml
          local --port 70000    | '--port' must be from 0 to 65535, got '70000'
          local --port=abc      | '--port' must be from 0 to 65535, got 'abc'
          local --chek          | unknown option '--chek', see './portcullis local --help'
          bench deployment      | unknown benchmark 'deployment', see './portcullis bench --help'
          bench overhead nothing | unknown benchmark 'nothing', see './portcullis bench --help'
          bench synthesis --rounds 0 | '--rounds' must be from 1 to 99, got '0'
          bench synthesis --rounds | '--rounds' needs a value
          bench synthesis --yaml | unknown option '--yaml', see './portcullis bench --help'
          test --all            | unknown option '--all', see './portcullis test --help'
          """)
  void refusesWhatItDoesNotKnow_inOneLine(String arguments, String message) throws Exception {
    var result = portcullis(arguments.split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).isEqualTo("portcullis: " + message + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stage prod hf_abcdefghijklmnop",
        "stage hf_abcdefghijklmnop",
        "hf_abcdefghijklmnop stage prod"
      })
  void takesNoTokenAsAnArgument_andDoesNotRepeatIt(String arguments) throws Exception {
    var result = portcullis(("token " + arguments).split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output())
        .startsWith("portcullis: an argument is no environment,")
        .contains("revoke it at Hugging Face")
        .doesNotContain("hf_");
  }

  @Test
  void saysWhichJdkIsNeededAndWhichWasFound() throws Exception {
    var javac = tool("javac", "javac 11.0.21");

    var result = withTools("build");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output())
        .isEqualTo("portcullis: a JDK 17 or newer is needed, found 11.0.21 (" + javac + ")\n");
  }

  @Test
  void saysWhichMavenIsNeededAndWhichWasFound() throws Exception {
    var mvn = tool("mvn", "Apache Maven 3.6.3 (cecedd343002696d0abb50b32b541b8a6ba2883f)");

    var result = withTools("test");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output())
        .isEqualTo("portcullis: Maven 3.8 or newer is needed, found 3.6.3 (" + mvn + ")\n");
  }

  @Test
  void saysWhichNodeIsNeededAndWhichWasFound() throws Exception {
    var node = tool("node", "v18.20.4");

    var result = withTools("synth");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output())
        .isEqualTo("portcullis: Node 20 or newer is needed, found 18.20.4 (" + node + ")\n");
  }

  private Path tool(String name, String version) throws IOException {
    var file = tools.resolve(name);
    Files.writeString(file, "#!/bin/sh\necho '%s'\n".formatted(version));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private Command.Result withTools(String command) throws Exception {
    return Command.of(Repository.root(), "./portcullis", command)
        .with("PATH", tools + ":" + System.getenv("PATH"))
        .with("JAVA_HOME", "")
        .run();
  }

  private static Command.Result portcullis(String... arguments) throws Exception {
    var words = new String[arguments.length + 1];
    words[0] = "./portcullis";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Command.of(Repository.root(), words).run();
  }
}
