package io.portcullis.proxy.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program of the tests in a Java virtual machine of its own. */
public final class ProgramProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ProgramProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
  }

  public static ProgramProcess start(Class<?> program, String... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName());
    return new ProgramProcess(
        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(arguments)).toList())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** What it prints. */
  public BufferedReader output() {
    return output;
  }

  void tell(char character) throws IOException {
    process.getOutputStream().write(character);
    process.getOutputStream().flush();
  }

  /** Kills it, wherever it is. */
  public void kill() {
    // Unlike the process's own method, this one leaves its output readable.
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
