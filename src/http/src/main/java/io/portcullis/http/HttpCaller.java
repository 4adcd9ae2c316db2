package io.portcullis.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

  /** Makes the call and returns in time with the whole answer, whatever the other side does. */
  public HttpReply send(HttpCall call, Duration timeout) {
    var end = System.nanoTime() + timeout.toNanos();
    var reply = open(call, timeout, timeout);
    return reply instanceof HttpReply.Opened opened
        ? opened.whole(call.answerLimit(), Duration.ofNanos(end - System.nanoTime()))
        : reply;
  }

  /**
   * Makes the call and returns as soon as the headers of the answer are there.
   *
   * @param firstByte the longest time until then
   * @param idle the longest time after which somebody will still ask for more of the body
   */
  public HttpReply open(HttpCall call, Duration firstByte, Duration idle) {
    if (firstByte.toMillis() < 1) {
      return new HttpReply.TimedOut();
    }
    var readTimeout = firstByte.compareTo(idle) > 0 ? firstByte : idle;
    // A thread of its own: a socket's timeout is per read, and an answer that drips outlives it.
    var exchange = new HttpExchange(call, connectTimeout, readTimeout);
    threads.execute(exchange::run);
    return within(firstByte, exchange.reply());
  }

  /** The reply if it comes in time; who comes later learns that nobody wants it. */
  private static HttpReply within(Duration timeout, CompletableFuture<HttpReply> reply) {
    try {
      return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return reply.complete(new HttpReply.TimedOut()) ? reply.join() : within(timeout, reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reply.complete(new HttpReply.TimedOut());
      return new HttpReply.TimedOut();
    } catch (ExecutionException e) {
      // Without the cause: its message may quote a header.
      throw new IllegalStateException(
          "http call failed with '%s'".formatted(e.getCause().getClass().getName()));
    }
  }
}
