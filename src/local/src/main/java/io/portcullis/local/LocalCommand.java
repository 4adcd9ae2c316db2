package io.portcullis.local;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.http.PortInUseException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the local front door. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Serves an environment of a synthesized cloud assembly on this machine.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended, or every row of --check is right",
      "1:cannot start, or a row of --check is wrong",
      "2:wrong arguments, or the port is in use"
    })
public final class LocalCommand implements Callable<Integer> {
  @Option(
      names = "--assembly",
      required = true,
      paramLabel = "DIR",
      description = "The cloud assembly, as cdk synth writes it.")
  private Path assembly;

  @Option(
      names = "--env",
      defaultValue = "local",
      paramLabel = "NAME",
      description = "The environment. Default: ${DEFAULT-VALUE}.")
  private String environment;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "Port on 127.0.0.1, 0 for any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--check",
      description = "Takes a tour: one allowed call and one refusal per layer, as a table.")
  private boolean check;

  @Option(
      names = "--state",
      defaultValue = ".portcullis",
      paramLabel = "DIR",
      description = "Folder for logs and local.json. Default: ${DEFAULT-VALUE}.")
  private Path state;

  private final Console console;
  private final PrintWriter err;

  private LocalCommand(Console console, PrintWriter err) {
    this.console = console;
    this.err = err;
  }

  /** Runs until Ctrl-C, or to the end of the tour. */
  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(arguments, out, err));
  }

  /** Runs the command and returns its exit code. */
  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    var console = new Console(out, CommandLine.Help.Ansi.AUTO);
    return new CommandLine(new LocalCommand(console, err))
        .setOut(out)
        .setErr(err)
        .execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    var options = new LocalOptions(assembly, environment, port, state);
    try {
      return check ? new Check(console, options).run() : serve(options);
    } catch (PortInUseException e) {
      return fail(2, "port %d is in use, choose another with --port".formatted(e.port()));
    } catch (AssemblyException e) {
      return fail(1, e.getMessage());
    } catch (IOException e) {
      return fail(1, "cannot start: " + e.getMessage());
    }
  }

  private Integer serve(LocalOptions options) throws IOException, InterruptedException {
    try (var door = LocalFrontDoor.open(options, console)) {
      Runtime.getRuntime().addShutdownHook(new Thread(door::close, "close"));
      console.describe(door);
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private Integer fail(int code, String message) {
    err.println("portcullis local: " + message);
    return code;
  }
}
