package io.portcullis.local;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.secretsmanager.SecretsManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a deployment and an operator do before the first call. */
final class Provisioning implements AutoCloseable {
  private final ExecutorService background = Executors.newCachedThreadPool(Provisioning::daemon);

  /** One thing that takes a while. */
  @FunctionalInterface
  interface Step<T> {
    T take() throws Exception;
  }

  /** Begins it, beside others. */
  <T> Future<T> begin(Step<T> step) {
    return background.submit(step::take);
  }

  /** Starts the functions, and rotates a token into each secret meanwhile. */
  void run(List<String> functionArns, Lambda lambda, SecretsManager secrets, FirstToken first)
      throws IOException, InterruptedException {
    var warm = new ArrayList<Future<Boolean>>();
    for (var arn : functionArns) {
      warm.add(
          begin(
              () -> {
                lambda.warmUp(arn);
                return true;
              }));
    }
    secrets.applySchedules();
    for (var arn : secrets.rotatedSecrets()) {
      first.rotateTo(arn);
    }
    for (var started : warm) {
      done(started);
    }
  }

  /** Waits for the end of something that was begun. */
  static <T> T done(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssemblyException cause) {
        throw cause;
      }
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "start");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    background.shutdown();
  }
}
