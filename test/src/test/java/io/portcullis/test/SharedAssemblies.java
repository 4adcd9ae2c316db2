package io.portcullis.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cloud assemblies that many tests look at. Each is synthesized once for one build and the same
 * inputs, by the process that needs it first: synthesis takes longer than most tests.
 */
public final class SharedAssemblies {
  private static final Path FOLDER = Path.of("target/assemblies").toAbsolutePath();

  /** The class path as it is; a file that was built anew has another time. */
  private static final String BUILD =
      Stream.of(System.getProperty("java.class.path").split(":"))
          .map(Path::of)
          .filter(Files::exists)
          .flatMap(SharedAssemblies::files)
          .map(SharedAssemblies::state)
          .collect(Collectors.joining("\n"));

  private SharedAssemblies() {}

  /**
   * The folder of an assembly, for reading.
   *
   * @param name what it is
   * @param inputs what it is made of, beside this build
   * @param synthesize writes it into a folder
   */
  public static Path get(String name, String inputs, Consumer<Path> synthesize) {
    var key = name.replace('/', '-') + "-" + hash(BUILD + inputs);
    var folder = FOLDER.resolve(key);
    try (var lock = ProcessLock.named(key)) {
      lock.take();
      if (!Files.exists(folder)) {
        Files.createDirectories(FOLDER);
        var unfinished = Files.createTempDirectory(FOLDER, "unfinished-");
        synthesize.accept(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies an assembly into a folder of one's own, to be changed there. */
  static void copy(Path assembly, Path folder) {
    try (var files = Files.walk(assembly)) {
      for (var file : files.toList()) {
        var copy = folder.resolve(assembly.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path entry) {
    try (var files = Files.walk(entry)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String state(Path file) {
    try {
      return "%s %s %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
