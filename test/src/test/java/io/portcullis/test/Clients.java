package io.portcullis.test;

import java.io.IOException;
import java.nio.file.Path;

/** Clients from the npm registry, as they are. */
public final class Clients {
  public static final Path FOLDER = Repository.root().resolve("test/clients");

  private Clients() {}

  /** Gets them, in the versions of their lock file. */
  public static void install() throws IOException, InterruptedException {
    NpmPackages.install(FOLDER);
  }
}
