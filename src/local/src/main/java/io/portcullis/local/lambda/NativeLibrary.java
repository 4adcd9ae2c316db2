package io.portcullis.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The native library of AWS's runtime interface client, unpacked once by the host.
 *
 * <p>Left to itself each client overwrites one file under {@code /tmp}. On AWS it is alone there;
 * two clients on one machine crash each other, because the file is mapped while it is overwritten.
 */
final class NativeLibrary {
  /** System property by which the client takes a library that is already there. */
  static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private NativeLibrary() {}

  /** Puts the library of this platform below {@code directory}; a file in use is never changed. */
  static Path install(Path directory) throws IOException {
    var name = "libaws-lambda-jni.linux%s-%s.so".formatted(libc(), architecture());
    var target = directory.resolve(name).toAbsolutePath();
    var draft = Files.createTempFile(directory, "library", ".so");
    try (var in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      if (in == null) {
        throw new IOException(
            "AWS's runtime interface client has no library '%s' for this machine".formatted(name));
      }
      Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    return target;
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
  }

  private static String libc() {
    var musl =
        Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
            || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
    return musl ? "_musl" : "";
  }
}
