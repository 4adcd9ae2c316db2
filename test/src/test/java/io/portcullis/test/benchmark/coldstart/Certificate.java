package io.portcullis.test.benchmark.coldstart;

import io.portcullis.test.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate of this machine, made for one run, and a truststore with it beside every authority
 * that the JDK knows: reading those is part of a cold start.
 */
record Certificate(SSLContext server, Path truststore) {
  /** Of a file that is gone after the run. */
  private static final String PASSWORD = "changeit";

  static Certificate create(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var home = Path.of(System.getProperty("java.home"));
    var keys = folder.resolve("keys.p12");
    var exported = folder.resolve("certificate.pem").toString();
    var truststore = folder.resolve("truststore.p12");
    var keytool =
        Command.of(
            folder, home.resolve("bin/keytool").toString(), "-noprompt", "-storepass", PASSWORD);
    run(
        keytool.and("-genkeypair", "-keystore", keys.toString(), "-storetype", "PKCS12"),
        "-alias stand-in -dname CN=localhost -ext san=ip:127.0.0.1,dns:localhost",
        "-keyalg RSA -keysize 2048 -validity 2");
    run(
        keytool.and("-exportcert", "-rfc", "-keystore", keys.toString(), "-file", exported),
        "-alias stand-in");
    Files.copy(
        home.resolve("lib/security/cacerts"), truststore, StandardCopyOption.REPLACE_EXISTING);
    run(
        keytool.and("-importcert", "-keystore", truststore.toString(), "-file", exported),
        "-alias stand-in");
    try {
      return new Certificate(context(keys), truststore);
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be read", e);
    }
  }

  private static void run(Command command, String... options)
      throws IOException, InterruptedException {
    var whole = command.and(String.join(" ", options).split(" ")).run();
    if (whole.status() != 0) {
      throw new IOException("keytool fails: " + whole.output());
    }
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The options by which a function's JVM trusts it. */
  String options() {
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(truststore, PASSWORD);
  }
}
