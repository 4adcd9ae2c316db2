package io.portcullis.stacks.change;

import io.portcullis.stacks.EnvironmentFacts;
import io.portcullis.stacks.assembly.AssemblyException;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Looks at a change before the CDK makes it: tells what it would lose and open, and stops what must
 * not happen by accident.
 */
@Command(name = "change", sortOptions = false, description = "Looks at a change before it is made.")
public final class ChangeCommand implements Callable<Integer> {
  /** What the CDK is about to do. */
  enum Verb {
    DIFF,
    DEPLOY,
    DESTROY
  }

  @Parameters(index = "0", paramLabel = "VERB", description = "${COMPLETION-CANDIDATES}")
  private Verb verb;

  @Option(names = "--env", required = true, paramLabel = "NAME", description = "The environment.")
  private String environment;

  @Option(
      names = "--assembly",
      required = true,
      paramLabel = "DIR",
      description = "Its cloud assembly.")
  private Path assembly;

  @Option(
      names = "--environments",
      required = true,
      paramLabel = "DIR",
      description = "Folder with a file for each environment.")
  private Path environments;

  @Option(
      names = "--replace-state",
      paramLabel = "ID",
      description = "Logical id of a resource that may be lost.")
  private List<String> mayBeLost = List.of();

  private final String path;
  private final PrintWriter out;
  private final PrintWriter err;

  private ChangeCommand(String path, PrintWriter out, PrintWriter err) {
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
   * Runs the command and returns its exit status: 0 if the CDK may go on, 1 if it must not.
   *
   * @param path where to look for the AWS CLI
   */
  public static int run(String path, String[] arguments, PrintWriter out, PrintWriter err) {
    return new CommandLine(new ChangeCommand(path, out, err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .execute(arguments);
  }

  @Override
  public Integer call() {
    try {
      var synthesized = EnvironmentTemplates.read(assembly, environment);
      return switch (verb) {
        case DIFF -> tell(synthesized);
        case DEPLOY -> isProduction() ? stopLoss(synthesized) : 0;
        case DESTROY -> stopProtected(synthesized);
      };
    } catch (AssemblyException e) {
      return stop(e.getMessage());
    }
  }

  private boolean isProduction() {
    return EnvironmentFacts.read(environments.resolve(environment + ".yaml")).production();
  }

  /** A comparison goes on without what cannot be read; the CDK says itself what it cannot do. */
  private int tell(EnvironmentTemplates synthesized) {
    try {
      var deployed = DeployedStacks.of(synthesized, path).templates();
      out.print(
          deployed.stacks().isEmpty()
              ? "Nothing of '%s' is deployed yet.%n%n".formatted(environment)
              : ChangeText.of(
                  ReplacedState.between(deployed, synthesized),
                  WidenedAccess.between(deployed, synthesized)));
      out.flush();
    } catch (NotReadableException e) {
      err.println("portcullis: what would be lost or opened is not known: " + e.getMessage());
    }
    return 0;
  }

  private int stopLoss(EnvironmentTemplates synthesized) {
    List<Loss> losses;
    try {
      var deployed = DeployedStacks.of(synthesized, path).templates();
      losses = ReplacedState.between(deployed, synthesized);
    } catch (NotReadableException e) {
      return stop(
          "'%s' is production and is not deployed without knowing what that would lose: %s"
              .formatted(environment, e.getMessage()));
    }
    var open = losses.stream().filter(loss -> !mayBeLost.contains(loss.id())).toList();
    if (open.isEmpty()) {
      return 0;
    }
    out.print(ChangeText.lost(losses));
    out.flush();
    return stop(
        "deploying '%s' would lose this, nothing was changed; if it is meant: ./portcullis deploy %s %s"
            .formatted(
                environment,
                environment,
                losses.stream()
                    .map(loss -> "--replace-state " + loss.id())
                    .distinct()
                    .collect(Collectors.joining(" "))));
  }

  /** Protection is of each stack: without this, those that have none would go and the rest stay. */
  private int stopProtected(EnvironmentTemplates synthesized) {
    try {
      var stacks = DeployedStacks.of(synthesized, path).terminationProtected();
      return stacks.isEmpty()
          ? 0
          : stop(
              "%s protected from deletion, nothing was deleted; if it is meant: %s"
                  .formatted(
                      String.join(" and ", stacks) + (stacks.size() == 1 ? " is" : " are"),
                      stacks.stream().map(this::unprotect).collect(Collectors.joining("; "))));
    } catch (NotReadableException e) {
      return stop(
          "nothing is deleted without knowing which stacks are protected: " + e.getMessage());
    }
  }

  private String unprotect(String stack) {
    return "aws cloudformation update-termination-protection --no-enable-termination-protection"
        + " --stack-name "
        + stack;
  }

  private int stop(String message) {
    err.println("portcullis: " + message);
    return 1;
  }
}
