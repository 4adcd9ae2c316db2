package io.portcullis.http;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Makes the TLS of a process ready while the rest of the function starts: the authorities that are
 * trusted are read, and the greeting of a handshake is written, which nobody gets. On two
 * processors the proxy's first answer comes a tenth to a fifth sooner; to check an authority's
 * certificate here as well took more from the start than it gave to the first call.
 */
public final class TlsStart {
  private static final String NOBODY = "nobody.invalid";
  private static final int PORT = 443;

  private TlsStart() {}

  /**
   * Begins, on a thread of its own. A call meanwhile waits for what it would have loaded itself.
   */
  public static void inBackground() {
    var thread = new Thread(TlsStart::run, "tls-start");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run() {
    try {
      greeting();
    } catch (GeneralSecurityException | SSLException e) {
      // The first call meets the same, and says so.
      return;
    }
  }

  /** What a client would send first. */
  static ByteBuffer greeting() throws GeneralSecurityException, SSLException {
    var engine = SSLContext.getDefault().createSSLEngine(NOBODY, PORT);
    engine.setUseClientMode(true);
    var greeting = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), greeting);
    return greeting.flip();
  }
}
