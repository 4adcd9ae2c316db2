package io.portcullis.stacks.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The environments of a folder: one for every file {@code <name>.yaml}. */
public final class Environments {
  private static final String SUFFIX = ".yaml";

  private final Path folder;

  public Environments(Path folder) {
    this.folder = folder;
  }

  /**
   * Every environment, in the order of the names.
   *
   * @throws InvalidEnvironmentException if a file cannot be used
   */
  public List<DeploymentEnvironment> all() {
    return names().stream().map(this::read).toList();
  }

  /**
   * The environment of that name.
   *
   * @throws IllegalArgumentException if there is none
   * @throws InvalidEnvironmentException if its file cannot be used
   */
  public DeploymentEnvironment named(String name) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(
          "there is no environment '%s', there are %s".formatted(name, names()));
    }
    return read(name);
  }

  private List<String> names() {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(this::isEnvironment)
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list '%s'".formatted(folder), e);
    }
  }

  /** A file that was meant to be one and is not is an error; it must not be passed over. */
  private boolean isEnvironment(String file) {
    if (file.endsWith(".yml")) {
      throw new InvalidEnvironmentException(folder.resolve(file), "the name must end in .yaml");
    }
    if (!file.endsWith(SUFFIX)) {
      return false;
    }
    if (!file.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*\\.yaml")) {
      throw new InvalidEnvironmentException(
          folder.resolve(file), "the name must be lower-case letters, digits and dashes");
    }
    return true;
  }

  private DeploymentEnvironment read(String name) {
    return new DeploymentEnvironment(
        name, new EnvironmentFile(folder.resolve(name + SUFFIX)).read());
  }
}
