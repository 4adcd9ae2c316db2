package io.portcullis.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;

/**
 * One call over one connection.
 *
 * <p>Uses {@link HttpURLConnection}, which adds a few milliseconds to a cold start where {@code
 * java.net.http} adds close to 500. It would repeat a POST whose connection breaks. A body of fixed
 * length rules that out everywhere, but has the JDK listen for a millisecond whether a kept
 * connection is still good. Where the process was started with {@code
 * -Dsun.net.http.retryPost=false} that is not needed, and a call takes half the time.
 */
final class HttpExchange {
  /** Read when the first call is made, as the JDK does; it must not be set while the JVM runs. */
  private static final boolean NEVER_REPEATS =
      "false".equals(System.getProperty("sun.net.http.retryPost"));

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
      reply.complete(isUntrusted(e) ? new HttpReply.Untrusted() : new HttpReply.NotConnected());
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

  /** Whether TLS said no; a connection that broke or was silent in the handshake is none yet. */
  private static boolean isUntrusted(IOException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException
          || cause instanceof SocketException
          || cause instanceof SocketTimeoutException) {
        return false;
      }
    }
    return thrown instanceof SSLException;
  }

  private void prepare(HttpURLConnection connection) throws IOException {
    connection.setConnectTimeout((int) Math.min(connectTimeout.toMillis(), readTimeout.toMillis()));
    connection.setReadTimeout((int) readTimeout.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(call.method());
    call.headers().forEach(connection::setRequestProperty);
    if (call.method().equals("POST")) {
      connection.setDoOutput(true);
      if (!NEVER_REPEATS) {
        connection.setFixedLengthStreamingMode(call.body().length);
      }
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
    if (!saysOneLength(connection)) {
      end(connection, new HttpReply.Broken());
      return;
    }
    var in = body(connection, status);
    if (in.isEmpty()) {
      end(
          connection,
          status < 0
              ? new HttpReply.Broken()
              : new HttpReply.Answered(status, headers(connection), new byte[0], firstByte));
      return;
    }
    var body = new HttpBody();
    var wanted = reply.complete(new HttpReply.Opened(status, headers(connection), body, firstByte));
    if (!wanted || !passOn(in.get(), body, connection.getContentLengthLong())) {
      connection.disconnect();
    }
  }

  /** The body, if the call asks for it and there is one. */
  private Optional<InputStream> body(HttpURLConnection connection, int status) throws IOException {
    var asked = status == 200 || call.everyBody() && status > 200;
    if (!asked) {
      return Optional.empty();
    }
    return status >= 400
        ? Optional.ofNullable(connection.getErrorStream())
        : Optional.of(connection.getInputStream());
  }

  /**
   * Whether a body's length, if it is said, is one number. The JDK would read the body by one of
   * two, or to the connection's end ("Message Body Length", RFC 9112, section 6.3).
   */
  private static boolean saysOneLength(HttpURLConnection connection) {
    return connection.getHeaderFields().entrySet().stream()
        .filter(header -> "Content-Length".equalsIgnoreCase(header.getKey()))
        .flatMap(header -> header.getValue().stream())
        .reduce((one, other) -> one.equals(other) ? one : "two")
        .map(length -> length.matches("\\d{1,18}"))
        .orElse(true);
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
