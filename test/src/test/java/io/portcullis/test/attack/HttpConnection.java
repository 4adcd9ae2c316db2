package io.portcullis.test.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection that sends the bytes that it is given. An HTTP client would correct or refuse the
 * requests that matter here.
 */
final class HttpConnection implements AutoCloseable {
  /** Longer than any answer takes, even of a busy machine. */
  private static final int PATIENCE_MILLIS = 120_000;

  private final Socket socket;
  private final InputStream in;

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static HttpConnection open(URI url) throws IOException {
    var secure = url.getScheme().equals("https");
    var port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
    var socket =
        secure
            ? SSLSocketFactory.getDefault().createSocket(url.getHost(), port)
            : new Socket(url.getHost(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new HttpConnection(socket);
  }

  /** Sends one request and closes the connection. */
  static HttpAnswer once(URI url, byte[] request) throws IOException {
    try (var connection = open(url)) {
      return connection.send(request);
    }
  }

  HttpAnswer send(byte[] request) throws IOException {
    try {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      // Refused before all of it was sent: the answer, if there is one, is there to be read.
    }
    try {
      return read();
    } catch (EOFException | SocketException e) {
      return HttpAnswer.NOTHING;
    }
  }

  private HttpAnswer read() throws IOException {
    var status = Integer.parseInt(line().split(" ")[1]);
    Map<String, List<String>> headers = new HashMap<>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    var answer = new HttpAnswer(status, headers, "");
    return new HttpAnswer(status, headers, body(answer));
  }

  private String body(HttpAnswer answer) throws IOException {
    if (answer.header("transfer-encoding").isPresent()) {
      return chunks();
    }
    var length = answer.header("content-length");
    var bytes =
        length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    return new String(bytes, UTF_8);
  }

  private String chunks() throws IOException {
    var all = new ByteArrayOutputStream();
    for (var size = size(); size > 0; size = size()) {
      all.write(in.readNBytes(size));
      line();
    }
    line();
    return all.toString(UTF_8);
  }

  private int size() throws IOException {
    return Integer.parseInt(line().split(";")[0].strip(), 16);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
