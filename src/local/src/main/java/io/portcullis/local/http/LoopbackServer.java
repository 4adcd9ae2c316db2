package io.portcullis.local.http;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server on 127.0.0.1, never on another address. */
public final class LoopbackServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Request line and headers together, as API Gateway's quota says
   * (docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
   */
  private static final int HEADER_BYTES = 10_240;

  private static final int STOP_MILLIS = 50;

  private final Server server;
  private final ServerConnector connector;
  private final String scheme;

  private LoopbackServer(Server server, ServerConnector connector, String scheme) {
    this.scheme = scheme;
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts a server.
   *
   * @param name of its threads
   * @param port 0 for any
   * @param bodyLimit bytes of a body that are read, the rest is dropped
   */
  public static LoopbackServer start(String name, int port, int bodyLimit, Service service)
      throws IOException {
    return start(name, port, new ServiceHandler(service, bodyLimit));
  }

  /** Starts a server around a handler that somebody else wrote. */
  public static LoopbackServer start(String name, int port, Handler handler) throws IOException {
    return start(name, port, handler, Optional.empty());
  }

  /** Starts a server on any port that speaks TLS alone. */
  public static LoopbackServer startTls(String name, Handler handler, SslContextFactory.Server tls)
      throws IOException {
    return start(name, 0, handler, Optional.of(tls));
  }

  private static LoopbackServer start(
      String name, int port, Handler handler, Optional<SslContextFactory.Server> tls)
      throws IOException {
    var threads = new QueuedThreadPool(200, 4);
    threads.setName(name);
    threads.setDaemon(true);
    // Long polls end by being interrupted; to wait for them first would only delay the end.
    threads.setStopTimeout(STOP_MILLIS);
    var server = new Server(threads);
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setUriCompliance(UriCompliance.UNSAFE);
    var plain = new HttpConnectionFactory(http);
    var connector =
        tls.map(
                keys ->
                    new ServerConnector(
                        server, 1, 1, new SslConnectionFactory(keys, plain.getProtocol()), plain))
            .orElseGet(() -> new ServerConnector(server, 1, 1, plain));
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(handler);
    server.setErrorHandler(new ProtocolErrors());
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw reason(port, e);
    }
    return new LoopbackServer(server, connector, tls.isPresent() ? "https" : "http");
  }

  private static IOException reason(int port, Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new PortInUseException(port, thrown);
      }
    }
    return new IOException("cannot listen on port %d".formatted(port), thrown);
  }

  public int port() {
    return connector.getLocalPort();
  }

  /** Host and port. */
  public String authority() {
    return LOOPBACK + ":" + port();
  }

  public URI url() {
    return URI.create(scheme + "://" + authority());
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.setStopTimeout(0);
      server.stop();
    } catch (Exception e) {
      Thread.currentThread().interrupt();
    }
  }
}
