package io.portcullis.local.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;

/**
 * The connection below HTTP, for a service that does wrong what a server's library does right.
 * Whoever takes it answers by it alone; it is closed behind the call.
 */
public final class Wire {
  private final EndPoint connection;

  private Wire(EndPoint connection) {
    this.connection = connection;
  }

  /** The connection that a request came by. */
  public static Wire of(Request request) {
    return new Wire(request.getConnectionMetaData().getConnection().getEndPoint());
  }

  /** Sends bytes as they are. */
  public void write(byte[] bytes) throws IOException {
    try (var done = Blocker.callback()) {
      connection.write(done, ByteBuffer.wrap(bytes));
      done.block();
    }
  }

  /** Says that no more will come, and reads what still does. */
  public void end() {
    connection.shutdownOutput();
  }

  /** Closes it so that the other side reads a reset, not an end. */
  public void reset() throws IOException {
    if (connection.getTransport() instanceof SocketChannel channel) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    close();
  }

  /** Closes it. */
  public void close() {
    connection.close();
  }
}
