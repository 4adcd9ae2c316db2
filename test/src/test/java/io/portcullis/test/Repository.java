package io.portcullis.test;

import java.nio.file.Path;

/** The folders of this repository, from the place where tests run. */
public final class Repository {
  private Repository() {}

  public static Path root() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  public static Path environments() {
    return root().resolve("environments");
  }
}
