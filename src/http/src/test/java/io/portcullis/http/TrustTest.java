package io.portcullis.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls over TLS that come to nothing. */
@Timeout(30)
class TrustTest {
  /** What a server does with a connection. */
  private interface Server {
    void on(Socket connection) throws IOException;
  }

  @Test
  void doesNotTrust_whoSpeaksPlainHttp() throws IOException {
    var reply =
        call(
            connection -> {
              connection.getInputStream().read();
              var answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
              connection.getOutputStream().write(answer.getBytes(US_ASCII));
              connection.getInputStream().readAllBytes();
            });

    assertThat(reply).isEqualTo(new HttpReply.Untrusted());
  }

  @Test
  void isNotConnected_whereTheHandshakeBreaks() throws IOException {
    assertThat(call(connection -> connection.getInputStream().read()))
        .isEqualTo(new HttpReply.NotConnected());
  }

  private static HttpReply call(Server server) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture.runAsync(
          () -> {
            try (var connection = socket.accept()) {
              server.on(connection);
            } catch (IOException e) {
              // The client went away, as it should.
            }
          });
      var url = ServiceUrl.of("X", "https://127.0.0.1:" + socket.getLocalPort());
      return new HttpCaller(Duration.ofSeconds(3))
          .send(HttpCall.post(url.resolve("/"), Map.of(), new byte[1], 10), Duration.ofSeconds(20));
    }
  }
}
