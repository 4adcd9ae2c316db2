package io.portcullis.local.http;

import java.io.IOException;

/** Another process listens on the port. */
public final class PortInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PortInUseException(int port, Throwable cause) {
    super("port %d is in use".formatted(port), cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
