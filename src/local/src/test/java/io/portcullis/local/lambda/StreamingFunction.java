package io.portcullis.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import io.portcullis.redaction.Redactor;
import io.portcullis.runtime.HttpPrelude;
import io.portcullis.runtime.Invocation;
import io.portcullis.runtime.StreamHandler;
import io.portcullis.runtime.StreamResponse;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A function that streams, and does what its event says. */
public final class StreamingFunction implements StreamHandler {
  private String origin = "no snapshot";

  @Override
  public void beforeSnapshot() {
    origin = "a snapshot not restored";
  }

  @Override
  public void afterRestore() {
    origin = "a snapshot";
  }

  @Override
  public void handle(Invocation invocation, StreamResponse response) throws IOException {
    var event = new String(invocation.event(), UTF_8);
    System.out.println("got " + event);
    if (event.contains("fail at once")) {
      throw new IllegalStateException("asked to fail");
    }
    var body = response.begin(HttpPrelude.of(200, Map.of("Content-Type", "text/plain")));
    body.write("first".getBytes(UTF_8));
    body.flush();
    if (event.contains("wait")) {
      waitForTheTest();
    }
    if (event.contains("fail later")) {
      throw new IllegalStateException("asked to fail");
    }
    if (event.contains("exit later")) {
      Runtime.getRuntime().halt(3);
    }
    while (event.contains("hang")) {
      Thread.onSpinWait();
    }
    var seen =
        "%s %s %d"
            .formatted(
                System.getProperty("sun.java.command"), origin, ProcessHandle.current().pid());
    body.write((event.contains("hello") ? seen : "second").getBytes(UTF_8));
  }

  /** Returns when the test has said that it has seen the first part. */
  private static void waitForTheTest() {
    while (Files.notExists(Path.of("seen"))) {
      Thread.onSpinWait();
    }
  }

  /** Lets a function that waits go on. */
  static void seen(Path taskRoot) throws IOException {
    Files.createFile(taskRoot.resolve("seen"));
  }

  /**
   * The package of this function with its runtime.
   *
   * @param mode of the wrapper, {@code rwxr-xr-x} if Lambda may execute it
   */
  public static Path zip(Path directory, String mode) throws IOException, URISyntaxException {
    var file = directory.resolve("streaming-function.zip");
    var environment = Map.of("create", true, "enablePosixFileAttributes", true);
    try (var zip = FileSystems.newFileSystem(file, environment)) {
      copyAll(location(StreamHandler.class), zip);
      copyAll(location(Redactor.class), zip);
      var type = StreamingFunction.class.getName().replace('.', '/') + ".class";
      Files.createDirectories(zip.getPath("/" + type).getParent());
      Files.copy(location(StreamingFunction.class).resolve(type), zip.getPath("/" + type));
      Files.createDirectories(zip.getPath("/lib"));
      Files.copy(location(JsonFactory.class), zip.getPath("/lib/jackson-core.jar"));
      Files.setPosixFilePermissions(
          zip.getPath("/runtime.sh"), PosixFilePermissions.fromString(mode));
    }
    return file;
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** From a folder of classes, or from their jar. */
  private static void copyAll(Path classes, FileSystem zip) throws IOException {
    if (Files.isDirectory(classes)) {
      copyTree(classes, zip);
    } else {
      try (var jar = FileSystems.newFileSystem(classes)) {
        copyTree(jar.getPath("/"), zip);
      }
    }
  }

  private static void copyTree(Path root, FileSystem zip) throws IOException {
    try (var paths = Files.walk(root)) {
      for (var path : paths.toList()) {
        var target = zip.getPath("/" + root.relativize(path));
        if (Files.notExists(target)) {
          Files.copy(path, target);
        }
      }
    }
  }
}
