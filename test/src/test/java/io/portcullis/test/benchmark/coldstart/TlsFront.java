package io.portcullis.test.benchmark.coldstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** TLS in front of a server that has none; what goes through is not looked at. */
final class TlsFront implements AutoCloseable {
  private final SSLServerSocket server;
  private final URI behind;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "tls");
            thread.setDaemon(true);
            return thread;
          });

  private TlsFront(SSLServerSocket server, URI behind) {
    this.server = server;
    this.behind = behind;
  }

  static TlsFront start(SSLContext context, URI behind) throws IOException {
    var server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var front = new TlsFront(server, behind);
    front.threads.execute(front::accept);
    return front;
  }

  URI url() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var caller = server.accept();
        var target = new Socket(behind.getHost(), behind.getPort());
        for (var socket : List.of(caller, target)) {
          socket.setTcpNoDelay(true);
        }
        threads.execute(() -> pass(caller, target));
        threads.execute(() -> pass(target, caller));
      } catch (IOException e) {
        // This connection is lost; the next one may not be.
        continue;
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One end is gone, and with it the other.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
