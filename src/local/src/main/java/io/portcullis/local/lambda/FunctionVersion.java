package io.portcullis.local.lambda;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The execution environments of one version of a function: more on demand, idle ones again.
 *
 * <p>Follows "Understanding Lambda function scaling"
 * (docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html): beyond the reserved concurrency
 * events are throttled. Without one, AWS would go on to a thousand; here the caller waits.
 */
final class FunctionVersion implements AutoCloseable {
  /** Processes of one function without reserved concurrency, a limit of this host alone. */
  private static final int LOCAL_LIMIT = 8;

  private final FunctionConfiguration function;
  private final Starter starter;
  private final Semaphore places;
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final List<ExecutionEnvironment> all = new ArrayList<>();
  private boolean closed;

  /** Starts one more execution environment. */
  @FunctionalInterface
  interface Starter {
    ExecutionEnvironment start() throws IOException;
  }

  FunctionVersion(FunctionConfiguration function, Starter starter) {
    this.function = function;
    this.starter = starter;
    this.places = new Semaphore(function.reservedConcurrency().orElse(LOCAL_LIMIT), true);
  }

  /** Starts an environment before the first event, as SnapStart does when it publishes. */
  void warmUp() throws IOException, InterruptedException {
    var environment = take();
    environment.initialize();
    giveBack(environment);
  }

  InvocationResult invoke(Invocation invocation) throws IOException, InterruptedException {
    if (function.reservedConcurrency().isEmpty()) {
      places.acquire();
    } else if (!places.tryAcquire()) {
      return new InvocationResult.Rejected("TooManyRequestsException: Rate Exceeded.");
    }
    try {
      var environment = take();
      try {
        return environment.invoke(invocation);
      } finally {
        giveBack(environment);
      }
    } finally {
      places.release();
    }
  }

  private synchronized ExecutionEnvironment take() throws IOException {
    while (!idle.isEmpty()) {
      var environment = idle.pop();
      if (environment.usable()) {
        return environment;
      }
      discard(environment);
    }
    if (closed) {
      throw new IOException("the function host is closed");
    }
    var environment = starter.start();
    all.add(environment);
    return environment;
  }

  private synchronized void giveBack(ExecutionEnvironment environment) {
    if (environment.usable() && !closed) {
      idle.push(environment);
    } else {
      discard(environment);
    }
  }

  private void discard(ExecutionEnvironment environment) {
    all.remove(environment);
    environment.close();
  }

  synchronized List<ProcessHandle> processes() {
    return all.stream().map(ExecutionEnvironment::handle).toList();
  }

  @Override
  public void close() {
    List<ExecutionEnvironment> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(all);
      all.clear();
      idle.clear();
    }
    open.forEach(ExecutionEnvironment::close);
  }
}
