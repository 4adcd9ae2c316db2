package io.portcullis.proxy.rehearsal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/**
 * Takes the place of everything that a rehearsal calls: on loopback, one call for each connection.
 * Nothing of a connection is left for a snapshot.
 */
final class RehearsalServer implements Closeable {
  /** A secret's value and an item in one. Put together here: no package holds a token's form. */
  private static final String AWS =
      """
      {"SecretString":"%s","CreatedDate":1.0,"Attributes":{},"Item":{}}"""
          .formatted("hf_" + "rehearsal".repeat(4));

  private static final String COMPLETION =
      """
      {"id":"rehearsal","object":"chat.completion","model":"rehearsal","choices":[{"index":0,\
      "message":{"role":"assistant","content":"A rehearsal."},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

  private static final String EVENTS =
      """
      data: {"id":"rehearsal","object":"chat.completion.chunk","model":"rehearsal","choices":[\
      {"index":0,"delta":{"content":"A rehearsal."},"finish_reason":"stop"}]}

      data: {"id":"rehearsal","object":"chat.completion.chunk","model":"rehearsal","choices":[],\
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

      data: [DONE]

      """;

  private static final String LENGTH = "content-length:";

  private final ServerSocket socket;

  private RehearsalServer(ServerSocket socket) {
    this.socket = socket;
  }

  static RehearsalServer start() throws IOException {
    var server = new RehearsalServer(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
    var thread = new Thread(server::serve, "rehearsal");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (var caller = socket.accept()) {
        answer(caller);
      } catch (IOException e) {
        // Closed, or a call that gave up: a rehearsal that is not whole does no harm.
        continue;
      }
    }
  }

  private static void answer(Socket caller) throws IOException {
    var in = new BufferedInputStream(caller.getInputStream());
    var length = 0;
    var aws = false;
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var header = line.toLowerCase(Locale.ROOT);
      aws |= header.startsWith("x-amz-target:");
      if (header.startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    var streamed = new String(in.readNBytes(length), UTF_8).contains("\"stream\":true");
    var body = (aws ? AWS : streamed ? EVENTS : COMPLETION).getBytes(UTF_8);
    var head =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(streamed ? "text/event-stream" : "application/json", body.length);
    caller.getOutputStream().write(head.getBytes(ISO_8859_1));
    caller.getOutputStream().write(body);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
