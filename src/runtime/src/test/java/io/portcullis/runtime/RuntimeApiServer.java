package io.portcullis.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Runtime API that hands out the events it is given and remembers, chunk by chunk, what comes
 * back. Byte for byte on a socket, since no server of the JDK shows chunks and trailers.
 */
final class RuntimeApiServer implements AutoCloseable {
  static final long DEADLINE = 1_800_000_000_000L;
  private static final String GONE = "gone";

  /** What the runtime sent: a request's head, each of its chunks, its trailers. */
  record Part(String what, Map<String, String> headers, String text) {}

  private final ServerSocket server;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private volatile boolean chunkedEvents;
  private volatile boolean closesConnections;

  RuntimeApiServer() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  void event(String event) {
    events.add(event);
  }

  /** Ends a connection instead of handing out an event. */
  void goAway() {
    events.add(GONE);
  }

  void sendsEventsInChunks() {
    chunkedEvents = true;
  }

  void closesEachConnection() {
    closesConnections = true;
  }

  /** What came next. */
  Part next() throws InterruptedException {
    var part = parts.poll(20, TimeUnit.SECONDS);
    if (part == null) {
      throw new IllegalStateException("nothing came");
    }
    return part;
  }

  boolean nothingElseCame() {
    return parts.isEmpty();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var line = line(in); !line.isEmpty(); line = line(in)) {
        if (!answer(line, headers(in), in, socket.getOutputStream())) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answer(
      String request, Map<String, String> headers, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    parts.add(new Part(request.replace(" HTTP/1.1", ""), headers, ""));
    if (headers.containsKey("Transfer-Encoding")) {
      for (var size = size(in); size > 0; size = size(in)) {
        parts.add(new Part("chunk", Map.of(), new String(in.readNBytes(size), UTF_8)));
        line(in);
      }
      parts.add(new Part("end", headers(in), ""));
    } else {
      var body = in.readNBytes(Integer.parseInt(headers.get("Content-Length")));
      if (body.length > 0) {
        parts.add(new Part("body", Map.of(), new String(body, UTF_8)));
      }
    }
    if (!request.contains("/invocation/next")) {
      send(out, request.startsWith("GET") ? "200 OK" : "202 Accepted", "", "");
      return !closesConnections;
    }
    var event = events.take();
    if (event.equals(GONE)) {
      return false;
    }
    send(
        out,
        "200 OK",
        """
        Lambda-Runtime-Aws-Request-Id: request-of-%1$s
        Lambda-Runtime-Deadline-Ms: %2$d
        lambda-runtime-invoked-function-arn: arn:of:function
        Lambda-Runtime-Trace-Id: Root=%1$s
        """
            .formatted(event, DEADLINE),
        event);
    return !closesConnections;
  }

  private void send(OutputStream out, String status, String headers, String body)
      throws IOException {
    var chunked = chunkedEvents && !body.isEmpty();
    var head =
        "HTTP/1.1 %s\n%s%s%s\n"
            .formatted(
                status,
                headers,
                closesConnections ? "Connection: close\n" : "",
                chunked
                    ? "Transfer-Encoding: chunked\n"
                    : "Content-Length: %d\n".formatted(body.length()));
    out.write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
    var text =
        chunked
            ? "1\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"
                .formatted(body.substring(0, 1), body.length() - 1, body.substring(1))
            : body;
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var parts = line.split(": ", 2);
      headers.put(parts[0], parts[1]);
    }
    return headers;
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task, "runtime-api");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
