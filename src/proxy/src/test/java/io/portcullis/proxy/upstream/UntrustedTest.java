package io.portcullis.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.huggingface.ServerCertificate;
import io.portcullis.proxy.outcome.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** An endpoint's certificate. */
@Timeout(30)
class UntrustedTest {
  @TempDir static Path folder;

  private final SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();

  @AfterEach
  void trustAsBefore() {
    HttpsURLConnection.setDefaultSSLSocketFactory(before);
  }

  @Test
  void isTrusted_inOrder_andOfAKnownIssuer() throws Exception {
    trust(ServerCertificate.VALID);

    assertThat(chat(ServerCertificate.VALID).status()).isEqualTo(200);
  }

  @Test
  void isNotTrusted_ofAnIssuerThatNobodyKnows() throws Exception {
    assertUntrusted(chat(ServerCertificate.VALID));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "VALID")
  void isNotTrusted_expiredOrOfAnotherHost(ServerCertificate certificate) throws Exception {
    trust(certificate);

    assertUntrusted(chat(certificate));
  }

  @Test
  void isNotTrusted_whereThereIsNone() throws Exception {
    try (var standIn = HuggingFaceStandIn.start()) {
      var url = URI.create("https://127.0.0.1:" + standIn.url().getPort());

      assertUntrusted(new Trial(url, standIn.tokens().issue(), Trial.TIMEOUTS).chat(false));
    }
  }

  private static void assertUntrusted(Trial.Result result) {
    assertThat(result.status()).isEqualTo(502);
    assertThat(result.code()).isEqualTo("upstream_untrusted");
    assertThat(result.answer().outcome()).isEqualTo(Outcome.FAULT);
  }

  private static Trial.Result chat(ServerCertificate certificate) throws Exception {
    try (var standIn = HuggingFaceStandIn.startTls(certificate, folder)) {
      var result = Trial.of(standIn).chat(false);
      assertThat(standIn.completions()).isEqualTo(result.status() == 200 ? 1 : 0);
      return result;
    }
  }

  private static void trust(ServerCertificate certificate) throws Exception {
    var store = certificate.trust(folder).toFile();
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(KeyStore.getInstance(store, ServerCertificate.PASSWORD.toCharArray()));
    var context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
  }
}
