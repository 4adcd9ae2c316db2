package io.portcullis.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the npm registry has, in the versions of a folder's lock file. */
public final class NpmPackages {
  private NpmPackages() {}

  /** Gets them, unless that is done: {@code npm ci} takes them from whoever runs them meanwhile. */
  public static void install(Path folder) throws IOException, InterruptedException {
    var wanted = Files.readString(folder.resolve("package-lock.json"));
    var installed = folder.resolve("node_modules/.installed");
    try (var lock = ProcessLock.named("npm-" + folder.getFileName())) {
      lock.take();
      if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
        return;
      }
      var npm = Command.of(folder, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
      var result = npm.run();
      if (result.status() != 0) {
        throw new IOException("npm cannot install '%s': %s".formatted(folder, result.output()));
      }
      Files.writeString(installed, wanted);
    }
  }
}
