package io.portcullis.test;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What only one of the processes that run tests does at a time. */
final class ProcessLock implements AutoCloseable {
  private static final Path FOLDER = Path.of("target/locks").toAbsolutePath();

  private final FileChannel file;

  private ProcessLock(FileChannel file) {
    this.file = file;
  }

  /** The lock of that name, not taken yet. */
  static ProcessLock named(String name) throws IOException {
    Files.createDirectories(FOLDER);
    return new ProcessLock(
        FileChannel.open(
            FOLDER.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Waits until no other process holds it. */
  void take() throws IOException {
    file.lock();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
