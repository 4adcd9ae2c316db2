package io.portcullis.stacks.customers;

import io.portcullis.stacks.aws.ProcessAwsCli;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.stacks.environment.Environments;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells who the customers of an environment are, hands over a key, and blocks one at once. */
@Command(name = "customers", sortOptions = false, description = "Customers and their API keys.")
public final class CustomersCommand implements Callable<Integer> {
  /** Served on this machine, never deployed. */
  private static final String LOCAL = "local";

  /** What to do. */
  enum Verb {
    LIST,
    KEY,
    BLOCK,
    UNBLOCK
  }

  @Parameters(index = "0", paramLabel = "VERB", description = "${COMPLETION-CANDIDATES}")
  private Verb verb;

  @Parameters(index = "1", arity = "0..1", paramLabel = "CUSTOMER", description = "Its name.")
  private Optional<String> customer = Optional.empty();

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

  @Option(names = "--key", paramLabel = "NAME", description = "Which of the customer's keys.")
  private Optional<String> key = Optional.empty();

  @Option(names = "--json", description = "Print data in place of text.")
  private boolean json;

  private final String path;
  private final PrintWriter out;
  private final PrintWriter err;

  private CustomersCommand(String path, PrintWriter out, PrintWriter err) {
    this.path = path;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(System.getenv("PATH"), arguments, out, err));
  }

  /**
   * Runs the command and returns its exit status: 0 if everything is done, 1 if something is not.
   *
   * @param path where to look for the AWS CLI
   */
  public static int run(String path, String[] arguments, PrintWriter out, PrintWriter err) {
    return new CommandLine(new CustomersCommand(path, out, err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .execute(arguments);
  }

  @Override
  public Integer call() {
    try {
      var described = new Environments(environments).named(environment);
      var customers = new Customers(described.config().gatewayCustomers(), keys(described));
      switch (verb) {
        case LIST -> list(customers);
        case KEY -> out.println(customers.value(named(), key));
        case BLOCK -> say(customers.enable(named(), false), blocked());
        case UNBLOCK -> say(customers.enable(named(), true), "API Gateway needs some seconds.");
      }
      out.flush();
      return 0;
    } catch (ApiKeysException | IllegalArgumentException e) {
      out.flush();
      err.println("portcullis: " + e.getMessage());
      return 1;
    }
  }

  private void list(Customers customers) {
    out.print(
        json
            ? CustomerJson.of(environment, customers.all()) + "\n"
            : CustomerText.of(customers.all()));
  }

  private void say(String done, String more) {
    out.println(done);
    out.println(more);
  }

  private String blocked() {
    return "API Gateway needs some seconds. A deployment does not undo it, './portcullis customers %s unblock %s' does."
        .formatted(environment, named());
  }

  private String named() {
    return customer.orElseThrow(() -> new ApiKeysException("which customer?"));
  }

  private ApiKeys keys(DeploymentEnvironment described) {
    if (environment.equals(LOCAL)) {
      return LocalApiKeys.of(state);
    }
    var config = described.config();
    var aws =
        ProcessAwsCli.find(path, config.region())
            .orElseThrow(
                () ->
                    new ApiKeysException(
                        "'aws', the AWS CLI version 2, is not on the PATH, and API Gateway alone"
                            + " has the keys"));
    return AwsApiKeys.of(aws, config.account(), Customers.stackName(environment));
  }
}
