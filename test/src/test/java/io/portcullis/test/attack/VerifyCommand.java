package io.portcullis.test.attack;

import io.portcullis.stacks.assembly.AssemblyException;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.aws.ProcessAwsCli;
import io.portcullis.test.Synthesis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./portcullis verify}: what is deployed refuses what it must refuse. */
@Command(name = "verify", sortOptions = false, description = "Verifies what is deployed.")
public final class VerifyCommand implements Callable<Integer> {
  private static final String ROW = "  %-5s  %-76s  %s%n";
  private static final String API_KEY = "PORTCULLIS_API_KEY";
  private static final String TOKEN = "PORTCULLIS_TOKEN";

  @Option(names = "--env", required = true, paramLabel = "NAME", description = "The environment.")
  private String environment;

  @Option(
      names = "--assembly",
      required = true,
      paramLabel = "DIR",
      description = "Its cloud assembly.")
  private Path assembly;

  @Option(names = "--url", paramLabel = "URL", description = "Address of the front door.")
  private Optional<URI> url;

  @Option(names = "--yes", description = "Asks nobody first.")
  private boolean yes;

  private final Map<String, String> variables;
  private final Duration pace;
  private final BufferedReader in;
  private final PrintWriter out;
  private final PrintWriter err;

  private VerifyCommand(
      Map<String, String> variables, Duration pace, Reader in, PrintWriter out, PrintWriter err) {
    this.variables = variables;
    this.pace = pace;
    this.in = new BufferedReader(in);
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
    System.exit(run(System.getenv(), Duration.ofMillis(500), arguments, in, out, err));
  }

  /**
   * Runs the command and returns its exit status: 0 if every attack is refused by its layer, 1 if
   * one is not, 2 if nothing was fired.
   *
   * @param variables of the process, in which a key and a token may be
   * @param pace time between two calls
   */
  static int run(
      Map<String, String> variables,
      Duration pace,
      String[] arguments,
      Reader in,
      PrintWriter out,
      PrintWriter err) {
    return new CommandLine(new VerifyCommand(variables, pace, in, out, err))
        .setOut(out)
        .setErr(err)
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    URI address;
    try {
      address = url.isPresent() ? url.get() : deployed();
    } catch (AssemblyException | DeployedAddress.UnknownException e) {
      return fail(e.getMessage());
    }
    if (!isSecret(address)) {
      return fail("'--url' must be of https, or of this machine, got '%s'".formatted(address));
    }
    if (!yes && !agreed(address)) {
      return fail("nothing was fired");
    }
    try {
      return verify(address);
    } catch (IOException e) {
      return fail("'%s' does not answer: %s".formatted(address, e.getMessage()));
    }
  }

  /** A key or a token is not shown to whoever listens. */
  private static boolean isSecret(URI address) {
    return "https".equals(address.getScheme())
        || "http".equals(address.getScheme()) && address.getHost().equals("127.0.0.1");
  }

  private int verify(URI address) throws IOException, InterruptedException {
    var verification = new Verification(calls(address), pace);
    var place = verification.place();
    out.printf(
        "%s is called from a network that is %s%n%n",
        address, place == Place.FOREIGN ? "no customer's" : "a customer's");
    var attacks = verification.attacks(Corpus.committed(), place);
    var right = verification.run(attacks, place, this::print);
    out.printf(
        "%n%s%n",
        right
            ? "%d attacks, each refused by its layer".formatted(attacks.size())
            : "An attack is not refused by its layer.");
    return right ? 0 : 1;
  }

  private boolean agreed(URI address) throws IOException {
    out.printf(
        "Attacks of environment '%s' will be fired at %s, two a second. Go on? [y/N] ",
        environment, address);
    out.flush();
    return "y".equalsIgnoreCase(Optional.ofNullable(in.readLine()).orElse("").strip());
  }

  private Calls calls(URI address) throws IOException {
    var config = Synthesis.environment(environment).config();
    var setting = Setting.of(config, new Assembly(assembly).gateway()).onAws();
    var caller =
        new Caller(
            variables.getOrDefault(API_KEY, ""),
            Optional.empty(),
            Optional.ofNullable(variables.get(TOKEN)));
    return new Calls(
        setting,
        address,
        Map.of(setting.victim(), caller),
        new Identities(setting.asks(), new Signature(Clock.systemUTC()), Optional.empty()),
        false);
  }

  private URI deployed() {
    var templates = EnvironmentTemplates.read(assembly, environment);
    var aws = ProcessAwsCli.find(variables.getOrDefault("PATH", ""), templates.region());
    return new DeployedAddress(templates)
        .ask(
            aws.orElseThrow(
                () ->
                    new DeployedAddress.UnknownException(
                        "'aws', the AWS CLI version 2, is not on the PATH; name the address with"
                            + " --url")));
  }

  private void print(Verification.Line line) {
    out.printf(ROW, line.right() ? "right" : "WRONG", line.attack(), line.actual());
    if (!line.right()) {
      out.printf(ROW, "", "", "expected: " + line.expected());
    }
  }

  private int fail(String problem) {
    err.println("portcullis: " + problem);
    return 2;
  }
}
