package io.portcullis.stacks.token;

import io.portcullis.stacks.aws.ProcessAwsCli;
import io.portcullis.stacks.environment.EnvironmentConfig;
import io.portcullis.stacks.environment.Environments;
import io.portcullis.stacks.token.Rotation.Patience;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the next Hugging Face token, rotates to it, tells how it is, and revokes one at once. */
@Command(name = "token", sortOptions = false, description = "The Hugging Face token.")
public final class TokenCommand implements Callable<Integer> {
  /** Served on this machine, never deployed. */
  private static final String LOCAL = "local";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What to do. */
  enum Verb {
    STAGE,
    ROTATE,
    STATUS,
    REVOKE
  }

  @Parameters(index = "0", paramLabel = "VERB", description = "${COMPLETION-CANDIDATES}")
  private Verb verb;

  @Option(names = "--env", required = true, paramLabel = "NAME", description = "The environment.")
  private String environment;

  @Option(
      names = "--environments",
      required = true,
      paramLabel = "DIR",
      description = "Folder with a file for each environment.")
  private Path environments;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "Folder where the local front door says where it serves.")
  private Path state;

  @Option(names = "--terminal", description = "Standard input is a terminal.")
  private boolean terminal;

  @Option(names = "--clear", description = "Clear a rotation that has failed first.")
  private boolean clear;

  @Option(names = "--replaced", description = "Revoke the replaced token, without a rotation.")
  private boolean replaced;

  @Option(names = "--yes", description = "Ask nobody first.")
  private boolean yes;

  @Option(names = "--json", description = "Print data in place of text.")
  private boolean json;

  private final Map<String, String> variables;
  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;

  private TokenCommand(
      Map<String, String> variables, InputStream in, PrintWriter out, PrintWriter err) {
    this.variables = variables;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    // Else a newer JDK has a console where there is no terminal.
    System.setProperty("jdk.console", "java.base");
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(System.getenv(), arguments, System.in, out, err));
  }

  /**
   * Runs the command and returns its exit status: 0 if everything is done, 1 if something is not.
   *
   * @param variables environment variables: where to look for the AWS CLI and its configuration
   * @param in where a value comes from that nobody types
   */
  public static int run(
      Map<String, String> variables,
      String[] arguments,
      InputStream in,
      PrintWriter out,
      PrintWriter err) {
    return new CommandLine(new TokenCommand(variables, in, out, err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, words) -> refuse(err))
        .execute(arguments);
  }

  /** Repeats no argument: it may be a token by mistake. */
  private static int refuse(PrintWriter err) {
    err.println("portcullis: an argument is wrong, see './portcullis token --help'");
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public Integer call() {
    try {
      var local =
          environment.equals(LOCAL)
              ? Optional.of(LocalCustody.of(state))
              : Optional.<LocalCustody>empty();
      var config = config(local.map(LocalCustody::environment).orElse(environment));
      var custody = local.<Custody>map(served -> served).orElseGet(() -> deployed(config));
      var token =
          new TokenDesk(environment, custody, this::prompt, rotation(custody), out::println);
      switch (verb) {
        case STAGE -> token.stage();
        case ROTATE -> token.rotate(clear);
        case STATUS -> status(config, custody);
        case REVOKE -> token.revoke(yes, replaced);
      }
      out.flush();
      return 0;
    } catch (CustodyException | IllegalArgumentException e) {
      out.flush();
      err.println("portcullis: " + e.getMessage());
      return 1;
    }
  }

  private void status(EnvironmentConfig config, Custody custody) {
    var status =
        TokenStatus.of(
            environment,
            config.token().source().word(),
            config.token().rotation(),
            config.token().longestLife(),
            InstantSource.system().instant(),
            custody);
    out.print(json ? StatusJson.of(status) + "\n" : StatusText.of(status));
  }

  private Prompt prompt() {
    if (!environment.equals(LOCAL)) {
      CliHistory.requireOff(variables);
    }
    return Prompt.of(terminal, Optional.ofNullable(System.console()), in);
  }

  private Rotation rotation(Custody custody) {
    var pause = environment.equals(LOCAL) ? Duration.ofMillis(200) : Duration.ofSeconds(2);
    var looks = Math.toIntExact(PATIENCE.dividedBy(pause));
    return new Rotation(custody, new Patience(looks, () -> sleep(pause)));
  }

  private EnvironmentConfig config(String name) {
    return new Environments(environments).named(name).config();
  }

  private Custody deployed(EnvironmentConfig config) {
    var aws =
        ProcessAwsCli.find(variables.getOrDefault("PATH", ""), config.region())
            .orElseThrow(
                () ->
                    new CustodyException(
                        "'aws', the AWS CLI version 2, is not on the PATH, and Secrets Manager"
                            + " alone has the token"));
    return AwsCustody.of(aws, InstantSource.system(), config.account(), stackName(environment));
  }

  /** The stack that keeps an environment's token. */
  static String stackName(String environment) {
    return "portcullis-%s-Foundation".formatted(environment);
  }

  private static void sleep(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CustodyException("interrupted; the rotation goes on");
    }
  }
}
