package io.portcullis.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One call over one connection.
 *
 * <p>Uses {@link HttpURLConnection}, which adds a few milliseconds to a cold start where {@code
 * java.net.http} adds close to 500. It would repeat a POST whose connection breaks; a body of fixed
 * length rules that out, and does so without the process-wide property {@code
 * sun.net.http.retryPost}.
 */
final class HttpExchange {
  private final HttpCall call;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private final long start = System.nanoTime();

  /**
   * One call that has not begun.
   *
   * @param readTimeout the longest time in which nothing comes
   */
  HttpExchange(HttpCall call, Duration connectTimeout, Duration readTimeout) {
    this.call = call;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  /** The reply, as soon as its headers are there; who completes it first wants none. */
  CompletableFuture<HttpReply> reply() {
    return reply;
  }

  /** Makes the call and reads the body of its answer. */
  void run() {
    try {
      exchange((HttpURLConnection) call.url().toURL().openConnection());
    } catch (IOException | RuntimeException e) {
      reply.completeExceptionally(e);
    }
  }

  private void exchange(HttpURLConnection connection) throws IOException {
    prepare(connection);
    try {
      connection.connect();
    } catch (IOException e) {
      reply.complete(new HttpReply.NotConnected());
      return;
    }
    try {
      send(connection);
      receive(connection);
    } catch (SocketTimeoutException e) {
      end(connection, new HttpReply.TimedOut());
    } catch (IOException e) {
      end(connection, new HttpReply.Broken());
    }
  }

  private void prepare(HttpURLConnection connection) throws IOException {
    connection.setConnectTimeout((int) Math.min(connectTimeout.toMillis(), readTimeout.toMillis()));
    connection.setReadTimeout((int) readTimeout.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(call.method());
    call.headers().forEach(connection::setRequestProperty);
    if (call.method().equals("POST")) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(call.body().length);
    }
  }

  private void send(HttpURLConnection connection) throws IOException {
    if (connection.getDoOutput()) {
      try (var body = connection.getOutputStream()) {
        body.write(call.body());
      }
    }
  }

  private void receive(HttpURLConnection connection) throws IOException {
    var status = connection.getResponseCode();
    var firstByte = Duration.ofNanos(System.nanoTime() - start);
    if (status != 200) {
      end(
          connection,
          status < 0
              ? new HttpReply.Broken()
              : new HttpReply.Answered(status, headers(connection), new byte[0], firstByte));
      return;
    }
    var body = new HttpBody();
    var in = connection.getInputStream();
    var wanted = reply.complete(new HttpReply.Opened(headers(connection), body, firstByte));
    if (!wanted || !passOn(in, body, connection.getContentLengthLong())) {
      connection.disconnect();
    }
  }

  /** What was not read to its end must not stay for the next call. */
  private void end(HttpURLConnection connection, HttpReply ended) {
    connection.disconnect();
    reply.complete(ended);
  }

  /**
   * Reads a body to its end.
   *
   * @param declared its length, negative if it was not said; the JDK passes off a body that is
   *     shorter as whole
   * @return whether all of it was read and there was all of it
   */
  private static boolean passOn(InputStream in, HttpBody body, long declared) {
    var buffer = new byte[16 * 1024];
    var length = 0L;
    try {
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        length += count;
        if (count > 0 && !body.put(new HttpBody.Part.Bytes(Arrays.copyOf(buffer, count)))) {
          return false;
        }
      }
    } catch (SocketTimeoutException e) {
      body.put(new HttpBody.Part.Missing());
      return false;
    } catch (IOException e) {
      body.put(new HttpBody.Part.Broken());
      return false;
    }
    if (declared >= 0 && length != declared) {
      body.put(new HttpBody.Part.Broken());
      return false;
    }
    return body.put(new HttpBody.Part.End());
  }

  private static Map<String, String> headers(HttpURLConnection connection) {
    var headers = new HashMap<String, String>();
    connection
        .getHeaderFields()
        .forEach(
            (name, values) -> {
              // The status line has no name; values are listed last first.
              if (name != null) {
                headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.get(0));
              }
            });
    return headers;
  }
}
