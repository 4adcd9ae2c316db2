package io.portcullis.local.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One process that runs a function, one event at a time.
 *
 * <p>Follows "Understanding the Lambda execution environment lifecycle"
 * (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html). Initialization does not
 * count as time of the first event.
 */
final class ExecutionEnvironment implements AutoCloseable {
  /** What SnapStart allows; the ten seconds of other functions would depend on this machine. */
  private static final Duration INIT_LIMIT = Duration.ofSeconds(130);

  private final FunctionConfiguration function;
  private final RuntimeApi api;
  private final Process process;

  /** Asked for once: for each asking, the JDK starts a thread when the process ends. */
  private final CompletableFuture<Process> exit;

  private final Set<Invocation> running = ConcurrentHashMap.newKeySet();
  private volatile boolean killed;

  private ExecutionEnvironment(FunctionConfiguration function, RuntimeApi api, Process process) {
    this.function = function;
    this.api = api;
    this.process = process;
    this.exit = process.onExit();
    exit.thenRun(() -> running.forEach(this::end));
  }

  static ExecutionEnvironment start(
      FunctionConfiguration function,
      String version,
      Path taskRoot,
      RuntimeInterfaceClient client,
      ProcessVariables variables,
      Path log,
      ErrorReports reports)
      throws IOException {
    var api = new RuntimeApi(function.timeout(), reports);
    try {
      var builder =
          new ProcessBuilder(command(function, taskRoot, client))
              .directory(taskRoot.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().clear();
      builder
          .environment()
          .putAll(variables.of(function, version, taskRoot.toString(), api.authority()));
      return new ExecutionEnvironment(function, api, builder.start());
    } catch (IOException e) {
      api.close();
      throw e;
    }
  }

  /**
   * The command of the managed runtime, or the function's wrapper with that command as arguments
   * ("Modifying the runtime environment",
   * docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html).
   */
  private static List<String> command(
      FunctionConfiguration function, Path taskRoot, RuntimeInterfaceClient client) {
    var managed = client.command(function);
    return function
        .wrapper()
        .map(script -> script.replaceFirst("^/var/task", taskRoot.toString()))
        .map(script -> Stream.concat(Stream.of(script), managed.stream()).toList())
        .orElse(managed);
  }

  /** Waits until the function is ready for its first event, or has failed. */
  void initialize() throws InterruptedException {
    var ready = CompletableFuture.anyOf(api.initialization(), exit);
    try {
      ready.get(INIT_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      kill();
    }
  }

  InvocationResult invoke(Invocation invocation) throws InterruptedException {
    initialize();
    var initialization = api.initialization().getNow(null);
    if (initialization == null) {
      return process.isAlive()
          ? FunctionErrors.initTimedOut(invocation.requestId(), INIT_LIMIT)
          : FunctionErrors.exited(invocation.requestId(), process.exitValue());
    }
    if (!initialization.ready()) {
      return new InvocationResult.FunctionError(initialization.error());
    }
    running.add(invocation);
    try {
      if (exit.isDone()) {
        end(invocation);
      } else {
        api.hand(invocation);
      }
      return invocation.result().get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill();
      return FunctionErrors.timedOut(invocation.requestId(), function.timeout());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a result is never completed with an exception", e);
    } finally {
      running.remove(invocation);
    }
  }

  private void end(Invocation invocation) {
    invocation
        .result()
        .complete(FunctionErrors.exited(invocation.requestId(), process.exitValue()));
  }

  /** A killed process is alive for a moment more; it must not get another event. */
  private void kill() {
    killed = true;
    process.destroyForcibly();
  }

  /** Whether it can take another event. */
  boolean usable() {
    var initialization = api.initialization().getNow(null);
    return !killed && process.isAlive() && (initialization == null || initialization.ready());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
