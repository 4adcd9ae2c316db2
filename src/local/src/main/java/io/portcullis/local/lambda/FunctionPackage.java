package io.portcullis.local.lambda;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;

/** A function's zip, unpacked once per content as Lambda does under {@code /var/task}. */
final class FunctionPackage {
  private static final Map<String, ?> WITH_MODES =
      Map.of("enablePosixFileAttributes", true, "defaultPermissions", "rw-r--r--");

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
    try (var content = FileSystems.newFileSystem(zip, WITH_MODES);
        var entries = Files.walk(content.getPath("/"))) {
      for (var entry : entries.toList()) {
        copy(entry, work.resolve(entry.toString().substring(1)));
      }
    }
    Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
    return target.toAbsolutePath();
  }

  /** Keeps who may execute a file: Lambda does, and fails on a wrapper that nobody may. */
  private static void copy(Path entry, Path file) throws IOException {
    if (Files.isDirectory(entry)) {
      Files.createDirectories(file);
      return;
    }
    Files.copy(entry, file);
    if (Files.getPosixFilePermissions(entry).contains(PosixFilePermission.OTHERS_EXECUTE)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
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
