package io.portcullis.huggingface;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes HTTP calls that are bounded in time and size, follow no redirect and never send a POST
 * twice.
 */
public final class HttpCaller {
  private final Duration connectTimeout;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "http-call");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A caller with no connection open yet.
   *
   * @param connectTimeout time for the connection alone; the time of the whole call bounds it too
   */
  public HttpCaller(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  /** Makes the call and returns in time, whatever the other side does. */
  public HttpReply send(HttpCall call, Duration timeout) {
    if (timeout.toMillis() < 1) {
      return new HttpReply.TimedOut();
    }
    // A thread of its own: a socket's timeout is per read, and an answer that drips outlives it.
    var exchange = new HttpExchange(call, connectTimeout, System.nanoTime() + timeout.toNanos());
    var reply = threads.submit(exchange::run);
    try {
      return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new HttpReply.TimedOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HttpReply.TimedOut();
    } catch (ExecutionException e) {
      // Without the cause: its message may quote a header.
      throw new IllegalStateException(
          "http call failed with '%s'".formatted(e.getCause().getClass().getName()));
    }
  }
}
