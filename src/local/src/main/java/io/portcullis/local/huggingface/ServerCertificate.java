package io.portcullis.local.huggingface;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate that the stand-in shows, made with the JDK's own tool. Its issuer is known to
 * nobody who does not have the {@link #trust} store.
 */
public enum ServerCertificate {
  /** In order for 127.0.0.1 and localhost. */
  VALID("ip:127.0.0.1,dns:localhost", "-1d"),
  /** For the same, but until a year ago. */
  EXPIRED("ip:127.0.0.1,dns:localhost", "-730d"),
  /** Of another host. */
  OTHER_HOST("dns:elsewhere.example", "-1d");

  /** Of the stores; what they hold is worth no secret. */
  public static final String PASSWORD = "stand-in";

  static final String ALIAS = "stand-in";
  private static final String ISSUER = "issuer";
  private static final String DAYS = "365";

  private final String names;
  private final String begin;

  ServerCertificate(String names, String begin) {
    this.names = names;
    this.begin = begin;
  }

  /** The store, of type PKCS12, with the certificate and its key; made if it is not there. */
  Path keys(Path folder) throws IOException, InterruptedException {
    var store = folder.resolve(name() + ".p12");
    if (!Files.exists(store)) {
      make(store, ISSUER, "-dname", "CN=issuer", "-ext", "bc:c");
      make(
          store,
          ALIAS,
          "-dname",
          "CN=stand-in",
          "-signer",
          ISSUER,
          "-ext",
          "san=" + names,
          "-startdate",
          begin);
    }
    return store;
  }

  /** The trust store, of type PKCS12, for a client that is to know the issuer. */
  public Path trust(Path folder) throws IOException, InterruptedException {
    var store = folder.resolve(name() + "-trust.p12");
    var password = PASSWORD.toCharArray();
    try (var out = Files.newOutputStream(store)) {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          ISSUER, KeyStore.getInstance(keys(folder).toFile(), password).getCertificate(ISSUER));
      trusted.store(out, password);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write '%s'".formatted(store), e);
    }
    return store;
  }

  private static void make(Path store, String alias, String... options)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // It lives for one command.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-alias", alias, "-validity", DAYS));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(List.of(options));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: %s".formatted(output.strip()));
    }
  }
}
