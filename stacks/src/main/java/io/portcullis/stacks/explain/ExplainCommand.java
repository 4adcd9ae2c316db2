package io.portcullis.stacks.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.portcullis.stacks.EnvironmentFacts;
import io.portcullis.stacks.assembly.AssemblyException;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.cost.PriceList;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Explains an environment, or in what it differs from another. */
@Command(name = "explain", sortOptions = false, description = "Explains an environment.")
public final class ExplainCommand implements Callable<Integer> {
  @Option(names = "--env", required = true, paramLabel = "NAME", description = "The environment.")
  private String environment;

  @Option(names = "--against", paramLabel = "NAME", description = "Environment to compare with.")
  private String against;

  @Option(names = "--json", description = "Prints data in place of text.")
  private boolean json;

  @Option(
      names = "--assemblies",
      required = true,
      paramLabel = "DIR",
      description = "Folder with a cloud assembly for each environment.")
  private Path assemblies;

  @Option(
      names = "--environments",
      required = true,
      paramLabel = "DIR",
      description = "Folder with a file for each environment.")
  private Path environments;

  private final PrintWriter out;
  private final PrintWriter err;

  private ExplainCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(arguments, out, err));
  }

  /** Runs the command and returns its exit status. */
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    return new CommandLine(new ExplainCommand(out, err)).setOut(out).setErr(err).execute(arguments);
  }

  @Override
  public Integer call() throws JsonProcessingException {
    try {
      var explanation = explanation(environment);
      if (against == null) {
        print(
            explanation,
            TextRenderer.render("Environment " + environment, Sections.brief(explanation)));
      } else {
        compare(explanation(against), explanation);
      }
      return 0;
    } catch (AssemblyException e) {
      err.println("portcullis: " + e.getMessage());
      return 1;
    }
  }

  private void compare(Explanation before, Explanation after) throws JsonProcessingException {
    var differences = Difference.between(before, after);
    var head =
        "Environment %s against %s: %s".formatted(environment, against, differ(differences.size()));
    print(
        Map.of("environment", environment, "against", against, "differences", differences),
        TextRenderer.render(head, Difference.sections(differences)));
  }

  private static String differ(int lines) {
    return lines == 0
        ? "no difference"
        : Texts.count(lines, "line") + " differ" + (lines == 1 ? "s" : "");
  }

  private Explanation explanation(String name) {
    return Explanation.of(
        EnvironmentTemplates.read(assemblies.resolve(name), name),
        EnvironmentFacts.read(environments.resolve(name + ".yaml")),
        PriceList.ofRelease());
  }

  private void print(Object data, String text) throws JsonProcessingException {
    out.println(
        json
            ? new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(data)
            : text.stripTrailing());
  }
}
