package io.portcullis.stacks.doctor;

import io.portcullis.stacks.assembly.AssemblyException;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.aws.AwsCli;
import io.portcullis.stacks.aws.ProcessAwsCli;
import io.portcullis.stacks.doctor.Verdict.State;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether an account is ready for an environment. */
@Command(name = "doctor", sortOptions = false, description = "Checks the account.")
public final class DoctorCommand implements Callable<Integer> {
  private static final String ROW = "  %-9s  %-15s  %s%n";

  @Option(names = "--env", required = true, paramLabel = "NAME", description = "The environment.")
  private String environment;

  @Option(
      names = "--assembly",
      required = true,
      paramLabel = "DIR",
      description = "Its cloud assembly.")
  private Path assembly;

  private final String path;
  private final PrintWriter out;
  private final PrintWriter err;

  private DoctorCommand(String path, PrintWriter out, PrintWriter err) {
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
   * Runs the command and returns its exit status: 0 if nothing is wrong, 1 if something is, 2 if it
   * cannot ask.
   *
   * @param path where to look for the AWS CLI
   */
  public static int run(String path, String[] arguments, PrintWriter out, PrintWriter err) {
    return new CommandLine(new DoctorCommand(path, out, err))
        .setOut(out)
        .setErr(err)
        .execute(arguments);
  }

  @Override
  public Integer call() {
    EnvironmentTemplates synthesized;
    try {
      synthesized = EnvironmentTemplates.read(assembly, environment);
    } catch (AssemblyException e) {
      err.println("portcullis: " + e.getMessage());
      return 2;
    }
    var checks = new Checks(synthesized);
    out.printf(
        "Environment %s: account %s, Region %s%n%n",
        environment, synthesized.account(), synthesized.region());
    var verdicts = new ArrayList<Verdict>();
    verdicts.add(print(checks.offline(), checks.offline().examine()));
    var aws = ProcessAwsCli.find(path, synthesized.region());
    if (aws.isEmpty()) {
      out.flush();
      err.println(
          "portcullis: 'aws', the AWS CLI version 2, is not on the PATH; nothing was asked of the"
              + " account");
      return 2;
    }
    verdicts.addAll(examine(checks, aws.get()));
    return sum(verdicts);
  }

  private List<Verdict> examine(Checks checks, AwsCli aws) {
    var credentials = print(checks.credentials(), checks.credentials().examine(aws));
    if (credentials.state() != State.OK) {
      return List.of(credentials, notAsked(checks.ofAccount()));
    }
    var verdicts = new ArrayList<>(List.of(credentials));
    checks.ofAccount().forEach(check -> verdicts.add(print(check, check.examine(aws))));
    return verdicts;
  }

  /** With credentials of another account, AWS would answer for that one. */
  private Verdict notAsked(List<Check> checks) {
    var subjects = checks.stream().map(Check::subject).collect(Collectors.joining(", "));
    return print("the rest", Verdict.notKnown("not asked: " + subjects, ""));
  }

  private Verdict print(Check check, Verdict verdict) {
    return print(check.subject(), verdict);
  }

  private Verdict print(String subject, Verdict verdict) {
    out.printf(ROW, verdict.state().word(), subject, verdict.finding());
    if (!verdict.remedy().isEmpty()) {
      out.printf(ROW, "", "", "→ " + verdict.remedy());
    }
    return verdict;
  }

  private int sum(List<Verdict> verdicts) {
    var wrong = count(verdicts, State.WRONG);
    var notKnown = count(verdicts, State.NOT_KNOWN);
    out.printf(
        "%n%s%n",
        wrong + notKnown == 0
            ? "The account is ready."
            : "%d wrong, %d not known".formatted(wrong, notKnown));
    return wrong > 0 ? 1 : 0;
  }

  private static long count(List<Verdict> verdicts, State state) {
    return verdicts.stream().filter(verdict -> verdict.state() == state).count();
  }
}
