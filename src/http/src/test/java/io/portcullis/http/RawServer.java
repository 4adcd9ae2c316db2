package io.portcullis.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server below HTTP: what it sends need not be an answer. */
public final class RawServer implements AutoCloseable {
  /**
   * What is done with one request, of which the head was read; closes the connection at its end.
   */
  public interface Behaviour {
    void on(InputStream in, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final AtomicInteger requests = new AtomicInteger();

  public RawServer(Behaviour behaviour) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var acceptor = new Thread(() -> accept(behaviour), "raw-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept(Behaviour behaviour) {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        var thread = new Thread(() -> serve(connection, behaviour), "raw-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection, Behaviour behaviour) {
    try (connection) {
      var in = connection.getInputStream();
      readHead(in);
      requests.incrementAndGet();
      behaviour.on(in, connection.getOutputStream());
    } catch (IOException e) {
      // The client went away: that is for the test to judge.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void readHead(InputStream in) throws IOException {
    var last = 0;
    for (var read = in.read(); last != 0x0d0a0d0a && read >= 0; read = in.read()) {
      last = last << 8 | read;
      if (last == 0x0d0a0d0a) {
        return;
      }
    }
    throw new IOException("no request");
  }

  public int requests() {
    return requests.get();
  }

  public ServiceUrl url() {
    return ServiceUrl.of("RAW", "http://127.0.0.1:" + socket.getLocalPort());
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
