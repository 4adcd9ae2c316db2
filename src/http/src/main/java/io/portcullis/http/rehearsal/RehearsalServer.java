package io.portcullis.http.rehearsal;

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
import java.util.function.Function;

/**
 * Takes the place of everything that a rehearsal calls: on loopback, one call for each connection.
 * Nothing of a connection is left for a snapshot.
 */
public final class RehearsalServer implements Closeable {
  private static final String LENGTH = "content-length:";

  private final ServerSocket socket;
  private final Function<Call, Answer> answers;

  /**
   * What a rehearsal asks.
   *
   * @param url of the server that it asks
   * @param head request line and headers, in lower case
   */
  public record Call(String url, String head, String body) {}

  /** What it gets, with status 200. */
  public record Answer(String mediaType, String body) {}

  private RehearsalServer(ServerSocket socket, Function<Call, Answer> answers) {
    this.socket = socket;
    this.answers = answers;
  }

  public static RehearsalServer start(Function<Call, Answer> answers) throws IOException {
    return start(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), answers);
  }

  static RehearsalServer start(ServerSocket socket, Function<Call, Answer> answers) {
    var server = new RehearsalServer(socket, answers);
    var thread = new Thread(server::serve, "rehearsal");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /** Address and port, after the scheme. */
  String authority() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  public String url() {
    return "http://" + authority();
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

  private void answer(Socket caller) throws IOException {
    var in = new BufferedInputStream(caller.getInputStream());
    var head = new StringBuilder();
    var length = 0;
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      head.append(line).append('\n');
      if (line.startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    var answer =
        answers.apply(new Call(url(), head.toString(), new String(in.readNBytes(length), UTF_8)));
    var body = answer.body().getBytes(UTF_8);
    var lines =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(answer.mediaType(), body.length);
    caller.getOutputStream().write(lines.getBytes(ISO_8859_1));
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
    return line.toString().strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
