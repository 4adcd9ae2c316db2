package io.portcullis.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.apigateway.ApiDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * {@code local.json}: what a script needs while the front door serves, readable by its owner alone.
 */
final class LocalState implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  private LocalState(Path file) {
    this.file = file;
  }

  static LocalState write(Path directory, String url, List<ApiDescription.Customer> customers)
      throws IOException {
    var content = JSON.createObjectNode().put("url", url);
    var keys = content.putObject("customers");
    customers.forEach(
        customer -> keys.putObject(customer.name()).put("key", customer.key().value()));
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(directory, "local", ".json", owner);
    Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
    var file = directory.resolve("local.json");
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return new LocalState(file);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
