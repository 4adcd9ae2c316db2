package io.portcullis.local.apigateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The access log of a stage, in the format of the template, a line per request.
 *
 * <p>Follows "Set up CloudWatch logging for REST APIs in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html).
 */
public final class AccessLog {
  private final Path file;

  /** Begins an empty log. */
  public AccessLog(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  synchronized void write(String format, Variables variables) {
    try {
      Files.writeString(file, variables.render(format, "-") + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
