package io.portcullis.proxy.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * What a TLS connection needs before anything of the other side comes: the authorities that are
 * trusted, and the first message of a handshake. The other side is a port that answers nothing.
 *
 * <p>Of the random numbers that a handshake takes none is left: {@code NativePRNG} asks the
 * operating system for every one ("Handling uniqueness with Lambda SnapStart",
 * docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html), and each handshake makes a key
 * of its own.
 */
final class TlsRehearsal {
  private TlsRehearsal() {}

  static void run() throws IOException, GeneralSecurityException {
    SSLContext.getDefault();
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket =
            (SSLSocket)
                HttpsURLConnection.getDefaultSSLSocketFactory()
                    .createSocket(server.getInetAddress(), server.getLocalPort())) {
      socket.setSoTimeout(1);
      socket.startHandshake();
    } catch (IOException e) {
      // As it must be: nobody answers.
      return;
    }
  }
}
