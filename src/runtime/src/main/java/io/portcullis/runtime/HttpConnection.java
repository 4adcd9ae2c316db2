package io.portcullis.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/**
 * HTTP/1.1 over one connection that stays open, for one thread.
 *
 * <p>A plain socket, because of the JDK's clients none can send trailers. It is also the quickest.
 * Milliseconds for the first pair of an event and its answer in a new JVM, and for later ones, on
 * loopback (JDK 25, C1, two cores under load): this one 35 to 58 and 0.08; a connection for each
 * request 99 to 249 and 0.7; {@code HttpURLConnection} 56 to 96 and 1.5; {@code java.net.http} 798
 * to 1013 and 0.8. AWS's guide asks to close the connection behind a streamed response; AWS's
 * runtime for Node.js keeps it open, and so does this one unless it is told otherwise.
 */
final class HttpConnection implements Closeable {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  static HttpConnection open(InetSocketAddress address) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      // No read timeout: between two events, Lambda may freeze the function for any time.
      socket.connect(address);
      return new HttpConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a request with a body whose length is known, and waits for the response. */
  HttpResponse exchange(String requestLine, Map<String, String> headers, byte[] body)
      throws IOException {
    writeHead(requestLine, headers);
    out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
    out.write(body);
    out.flush();
    return response();
  }

  /** Begins a request whose body follows in chunks. */
  ChunkedBody begin(String requestLine, Map<String, String> headers) throws IOException {
    writeHead(requestLine, headers);
    out.write("Transfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
    return new ChunkedBody(out);
  }

  /** Waits for the response. */
  HttpResponse response() throws IOException {
    return HttpResponse.read(in);
  }

  private void writeHead(String requestLine, Map<String, String> headers) throws IOException {
    var head = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.write(head.toString().getBytes(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
