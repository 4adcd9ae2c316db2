package io.portcullis.http.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens before a snapshot is taken, as far as it is TLS. */
@Timeout(60)
class TlsRehearsalTest {
  @Test
  void callsAServerThatItTrusts() {
    assertThatCode(TlsRehearsal::run).doesNotThrowAnyException();
  }

  @Test
  void leavesNoSession() throws Exception {
    TlsRehearsal.run();

    assertThat(SSLContext.getDefault().getClientSessionContext().getIds().hasMoreElements())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void makesACertificateOfLoopbackAlone_whichIsOverInMinutes(CertificateKeys keys)
      throws Exception {
    var made = RehearsalCertificate.create(keys);

    assertThat(made.server().getSubjectAlternativeNames()).containsExactly(List.of(7, "127.0.0.1"));
    assertThat(made.server().getBasicConstraints()).isEqualTo(-1);
    made.server().verify(made.authority().getPublicKey());
    var later = Date.from(Instant.now().plus(Duration.ofMinutes(11)));
    assertThatThrownBy(() -> made.server().checkValidity(later))
        .isInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void makesKeysThatAreNeverTheSame() throws Exception {
    assertThat(RehearsalCertificate.create(CertificateKeys.EC).key())
        .isNotEqualTo(RehearsalCertificate.create(CertificateKeys.EC).key());
  }
}
