package io.portcullis.local.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsStandInTest {
  @TempDir static Path folder;

  @Test
  void answersWhoTrustsItsStore() throws Exception {
    assertThat(status(ServerCertificate.VALID, true)).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "VALID, false, unable to find valid certification path",
    "EXPIRED, true, validity check failed",
    "OTHER_HOST, true, No subject alternative"
  })
  void isNotTrusted(ServerCertificate certificate, boolean known, String reason) {
    assertThatExceptionOfType(SSLHandshakeException.class)
        .isThrownBy(() -> status(certificate, known))
        .withMessageContaining(reason);
  }

  private static int status(ServerCertificate certificate, boolean known) throws Exception {
    try (var standIn = HuggingFaceStandIn.startTls(certificate, folder)) {
      var client = HttpClient.newBuilder();
      if (known) {
        client.sslContext(trusting(certificate.trust(folder)));
      }
      var request = HttpRequest.newBuilder(standIn.url().resolve("/v1/models")).build();
      return client.build().send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static SSLContext trusting(Path store) throws Exception {
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys(store));
    var context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore keys(Path store) throws Exception {
    return KeyStore.getInstance(store.toFile(), ServerCertificate.PASSWORD.toCharArray());
  }
}
