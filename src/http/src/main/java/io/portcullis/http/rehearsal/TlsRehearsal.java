package io.portcullis.http.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a call over TLS needs: the authorities that are trusted, and handshakes with a server of
 * this process whose certificates are made for them.
 *
 * <p>Of the random numbers that a handshake takes none is left: {@code NativePRNG} asks the
 * operating system for every one ("Handling uniqueness with Lambda SnapStart",
 * docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html), and each handshake makes a key
 * of its own. Neither a certificate nor a session outlives the rehearsal: what trusts and resumes
 * them is made for it.
 */
public final class TlsRehearsal {
  /** Often enough that the steps of a handshake are compiled. */
  private static final int TIMES = 10;

  private static final char[] NO_PASSWORD = new char[0];

  private TlsRehearsal() {}

  public static void run() throws IOException, GeneralSecurityException {
    for (var keys : CertificateKeys.values()) {
      run(RehearsalCertificate.create(keys));
    }
  }

  private static void run(RehearsalCertificate certificate)
      throws IOException, GeneralSecurityException {
    try (var server =
        RehearsalServer.start(
            serving(certificate)
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress()),
            call -> new RehearsalServer.Answer("text/plain", "A rehearsal."))) {
      beRefused(server.authority());
      for (var time = 0; time < TIMES; time++) {
        // A session of the one before would be resumed, and a first call has none.
        call(server.authority(), trusting(certificate.authority()).getSocketFactory());
      }
    }
  }

  /** By the authorities that calls trust: each of them is looked at, and none vouches for it. */
  private static void beRefused(String authority) throws IOException {
    try {
      call(authority, HttpsURLConnection.getDefaultSSLSocketFactory());
    } catch (SSLHandshakeException e) {
      return;
    }
    throw new SSLHandshakeException("a certificate that was made up must not be trusted");
  }

  private static void call(String authority, SSLSocketFactory trusting) throws IOException {
    var connection =
        (HttpsURLConnection)
            URI.create("https://" + authority + "/").toURL().openConnection(Proxy.NO_PROXY);
    connection.setSSLSocketFactory(trusting);
    connection.setConnectTimeout(1000);
    connection.setReadTimeout(1000);
    try (var answer = connection.getInputStream()) {
      answer.readAllBytes();
    }
  }

  private static SSLContext serving(RehearsalCertificate certificate)
      throws IOException, GeneralSecurityException {
    var store = emptyStore();
    store.setKeyEntry(
        "server", certificate.key(), NO_PASSWORD, new X509Certificate[] {certificate.server()});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(X509Certificate authority)
      throws IOException, GeneralSecurityException {
    var store = emptyStore();
    store.setCertificateEntry("authority", authority);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
