package io.portcullis.http.rehearsal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * A certificate of this machine for some minutes, and the one that vouches for it, with keys made
 * for them alone (RFC 5280, in DER). The JDK has no public class that makes one.
 *
 * @param authority which signed the other one
 * @param server for {@code 127.0.0.1}
 * @param key of the server
 */
record RehearsalCertificate(X509Certificate authority, X509Certificate server, PrivateKey key) {
  private static final int INTEGER = 0x02;
  private static final int BITS = 0x03;
  private static final int TEXT = 0x0c;
  private static final int TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;

  private static final byte[] VERSION_3 = of(VERSION, of(INTEGER, new byte[] {2}));
  private static final byte[] COMMON_NAME = hex("0603550403");

  /** {@code basicConstraints}, critical: an authority. */
  private static final byte[] IS_AUTHORITY = hex("300f0603551d130101ff040530030101ff");

  /** {@code subjectAltName}: the address 127.0.0.1. */
  private static final byte[] IS_LOOPBACK = hex("300f0603551d1104083006" + "87047f000001");

  private static final Duration VALID = Duration.ofMinutes(10);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  static RehearsalCertificate create(CertificateKeys keys) throws GeneralSecurityException {
    var authority = keys.generate();
    var server = keys.generate();
    var signature = Signature.getInstance(keys.signature());
    signature.initSign(authority.getPrivate());
    return new RehearsalCertificate(
        certificate("authority", authority.getPublic(), IS_AUTHORITY, keys, signature),
        certificate("server", server.getPublic(), IS_LOOPBACK, keys, signature),
        server.getPrivate());
  }

  private static X509Certificate certificate(
      String subject, PublicKey key, byte[] extension, CertificateKeys keys, Signature signature)
      throws GeneralSecurityException {
    var now = Instant.now();
    var content =
        of(
            SEQUENCE,
            VERSION_3,
            of(INTEGER, BigInteger.valueOf(subject.length()).toByteArray()),
            keys.identifier(),
            name("authority"),
            of(SEQUENCE, time(now.minus(VALID)), time(now.plus(VALID))),
            name(subject),
            key.getEncoded(),
            of(EXTENSIONS, of(SEQUENCE, extension)));
    signature.update(content);
    var whole =
        of(SEQUENCE, content, keys.identifier(), of(BITS, new byte[] {0}, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] name(String name) {
    return of(SEQUENCE, of(SET, of(SEQUENCE, COMMON_NAME, of(TEXT, name.getBytes(US_ASCII)))));
  }

  private static byte[] time(Instant time) {
    return of(TIME, UTC.format(time).getBytes(US_ASCII));
  }

  /** A value of DER: its kind, its length, and what it holds. */
  private static byte[] of(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var size = content.size();
    var value = new ByteArrayOutputStream();
    value.write(tag);
    // Up to 127 in one byte; else how many bytes it takes, and then these.
    if (size > 0xff) {
      value.write(0x82);
      value.write(size >> 8);
    } else if (size > 0x7f) {
      value.write(0x81);
    }
    value.write(size);
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
