package io.portcullis.proxy.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Processes that do the same at the same time, each with a Java virtual machine of its own. */
public final class Fleet {
  private static final String READY = "ready";

  /** A process that hangs must not hang the test. */
  private static final Executor TOO_LATE = CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES);

  private Fleet() {}

  /** Starts a program so many times; what all of them printed after they were ready. */
  public static List<String> run(int processes, Class<?> program, String... arguments) {
    var started = new ArrayList<ProgramProcess>();
    try {
      for (var i = 0; i < processes; i++) {
        var process = ProgramProcess.start(program, arguments);
        started.add(process);
        TOO_LATE.execute(process::close);
      }
      for (var process : started) {
        if (!READY.equals(process.output().readLine())) {
          throw new IllegalStateException("a process did not become ready");
        }
      }
      for (var process : started) {
        process.tell('\n');
      }
      return started.stream().map(ProgramProcess::output).flatMap(BufferedReader::lines).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      started.forEach(ProgramProcess::close);
    }
  }

  /** In a process of the fleet: waits until all the others are here. */
  public static void ready() throws IOException {
    System.out.println(READY);
    new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
  }
}
