package io.portcullis.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a function's processes have reported as errors, a line each; on AWS, whoever invoked the
 * function gets it.
 */
record ErrorReports(Path file) {
  synchronized void add(byte[] report) throws IOException {
    Files.writeString(
        file,
        new String(report, UTF_8) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
