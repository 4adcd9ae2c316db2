package io.portcullis.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.zip.ZipInputStream;

/** A function's zip, unpacked once per content as Lambda does under {@code /var/task}. */
final class FunctionPackage {
  private FunctionPackage() {}

  /** Folder with the unpacked package, below {@code directory}. */
  static Path unpack(Path zip, Path directory) throws IOException {
    if (Files.isDirectory(zip)) {
      return zip.toAbsolutePath();
    }
    var target = directory.resolve(folder(zip));
    if (Files.isDirectory(target)) {
      return target.toAbsolutePath();
    }
    Files.createDirectories(directory);
    var work = Files.createTempDirectory(directory, "unpacking");
    try (var in = new ZipInputStream(Files.newInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var file = work.resolve(entry.getName()).normalize();
        if (!file.startsWith(work)) {
          throw new IOException("'%s' leaves the package".formatted(entry.getName()));
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
    Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
    return target.toAbsolutePath();
  }

  /** Removes what earlier packages left below {@code directory}. */
  static void keepOnly(Collection<Path> zips, Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    var kept = new HashSet<String>();
    for (var zip : zips) {
      kept.add(folder(zip));
    }
    try (var folders = Files.list(directory)) {
      for (var folder : folders.toList()) {
        if (!kept.contains(folder.getFileName().toString())) {
          delete(folder);
        }
      }
    }
  }

  private static String folder(Path zip) throws IOException {
    return zip.getFileName() + "-" + Files.getLastModifiedTime(zip).toMillis();
  }

  private static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
