package io.portcullis.stacks.environment;

import java.nio.file.Path;

/**
 * An environment file that cannot be used; the message is one line that names file, key, rule and
 * value.
 */
public final class InvalidEnvironmentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidEnvironmentException(Path file, String problem) {
    super("%s: %s".formatted(file, problem));
  }
}
