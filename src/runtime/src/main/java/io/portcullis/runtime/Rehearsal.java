package io.portcullis.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.redaction.Redactor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

/**
 * Made-up events before a snapshot is taken, so that whoever starts from it has loaded and compiled
 * what the loop does for each event. They come from an API in this process, and none of them
 * reaches the function.
 */
final class Rehearsal {
  private static final int TIMES = 20;
  private static final String NEXT =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/json\r
      Content-Length: 2\r
      Lambda-Runtime-Aws-Request-Id: rehearsal\r
      Lambda-Runtime-Deadline-Ms: 0\r
      Lambda-Runtime-Invoked-Function-Arn: rehearsal\r
      \r
      {}""";
  private static final String TAKEN = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String END_OF_CHUNKS = "\r\n0\r\n\r\n";

  private Rehearsal() {}

  /**
   * Rehearses. Returns how many events were answered: one that is not ends it, and does no harm.
   */
  static int run(Redactor redactor) {
    var answered = 0;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var api = new RuntimeApi("127.0.0.1:" + socket.getLocalPort())) {
      serveInBackground(socket);
      var log = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
      var runtime = new LambdaRuntime(api, log, redactor);
      while (answered < TIMES) {
        runtime.serve(Rehearsal::answer, api.next());
        answered++;
      }
    } catch (IOException e) {
      return answered;
    }
    return answered;
  }

  private static void answer(Invocation invocation, StreamResponse response) throws IOException {
    var body = response.begin(HttpPrelude.of(200, Map.of("content-type", "text/plain")));
    body.write("A rehearsal.".getBytes(UTF_8));
  }

  private static void serveInBackground(ServerSocket socket) {
    var thread = new Thread(() -> serve(socket), "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  private static void serve(ServerSocket socket) {
    try (var caller = socket.accept()) {
      while (true) {
        answer(caller);
      }
    } catch (IOException e) {
      // The rehearsal is over.
      return;
    }
  }

  private static void answer(Socket caller) throws IOException {
    var in = new BufferedInputStream(caller.getInputStream());
    var isNext = read(in, END_OF_HEAD).startsWith("GET ");
    if (!isNext) {
      read(in, END_OF_CHUNKS);
    }
    caller.getOutputStream().write((isNext ? NEXT : TAKEN).getBytes(ISO_8859_1));
  }

  private static String read(InputStream in, String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end, text.length() - end.length()) < 0) {
      var next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      text.append((char) next);
    }
    return text.toString();
  }
}
