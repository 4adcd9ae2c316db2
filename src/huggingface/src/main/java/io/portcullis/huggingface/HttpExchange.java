package io.portcullis.huggingface;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

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
  private final long end;
  private final long start = System.nanoTime();

  /**
   * One call that has not begun.
   *
   * @param end when it must be over, by {@link System#nanoTime()}
   */
  HttpExchange(HttpCall call, Duration connectTimeout, long end) {
    this.call = call;
    this.connectTimeout = connectTimeout;
    this.end = end;
  }

  HttpReply run() throws IOException {
    var connection = (HttpURLConnection) call.url().toURL().openConnection();
    prepare(connection);
    try {
      connection.connect();
    } catch (IOException e) {
      return new HttpReply.NotConnected();
    }
    var reply = exchange(connection);
    if (!(reply instanceof HttpReply.Answered answered && answered.status() == 200)) {
      // What was not read to its end must not stay for the next call.
      connection.disconnect();
    }
    return reply;
  }

  private void prepare(HttpURLConnection connection) throws IOException {
    var left = millisLeft();
    connection.setConnectTimeout((int) Math.min(connectTimeout.toMillis(), left));
    connection.setReadTimeout(left);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(call.method());
    call.headers().forEach(connection::setRequestProperty);
    if (call.method().equals("POST")) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(call.body().length);
    }
  }

  private HttpReply exchange(HttpURLConnection connection) {
    try {
      if (connection.getDoOutput()) {
        try (var body = connection.getOutputStream()) {
          body.write(call.body());
        }
      }
      var status = connection.getResponseCode();
      var firstByte = Duration.ofNanos(System.nanoTime() - start);
      if (status == 200) {
        var reply = read(connection.getInputStream(), headers(connection), firstByte);
        return isCutShort(reply, connection) ? new HttpReply.Broken() : reply;
      }
      return status < 0
          ? new HttpReply.Broken()
          : new HttpReply.Answered(status, headers(connection), new byte[0], firstByte);
    } catch (SocketTimeoutException e) {
      return new HttpReply.TimedOut();
    } catch (IOException e) {
      return new HttpReply.Broken();
    }
  }

  private HttpReply read(InputStream in, Map<String, String> headers, Duration firstByte)
      throws IOException {
    var body = new ByteArrayOutputStream();
    var buffer = new byte[16 * 1024];
    for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (body.size() + count > call.answerLimit()) {
        return new HttpReply.TooLarge();
      }
      if (System.nanoTime() - end >= 0) {
        return new HttpReply.TimedOut();
      }
      body.write(buffer, 0, count);
    }
    return new HttpReply.Answered(200, headers, body.toByteArray(), firstByte);
  }

  /** The JDK passes off a body that ends before its declared length as whole. */
  private static boolean isCutShort(HttpReply reply, HttpURLConnection connection) {
    var declared = connection.getContentLengthLong();
    return reply instanceof HttpReply.Answered answered
        && declared >= 0
        && answered.body().length != declared;
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

  private int millisLeft() {
    return (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
  }
}
