package io.portcullis.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.apigateway.ApiDescription;
import io.portcullis.local.iam.AccessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * {@code local.json}: what a script needs while the front door serves, readable by its owner alone.
 * A customer has its API key and, if it signs its calls, the access key of its first principal;
 * every principal of the template is listed by its ARN.
 */
final class LocalState implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  private LocalState(Path file) {
    this.file = file;
  }

  static LocalState write(Path directory, String url, String region, ApiDescription api)
      throws IOException {
    var content = JSON.createObjectNode().put("url", url);
    var customers = content.putObject("customers");
    for (var customer : api.customers()) {
      var node = customers.putObject(customer.name()).put("key", customer.key().value());
      customer.accessKey().ifPresent(key -> put(node, key, region));
    }
    if (!api.principals().isEmpty()) {
      var principals = content.putObject("principals");
      api.principals()
          .forEach(key -> put(principals.putObject(key.principal().arn()), key, region));
    }
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(directory, "local", ".json", owner);
    Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
    var file = directory.resolve("local.json");
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return new LocalState(file);
  }

  Path file() {
    return file;
  }

  private static void put(ObjectNode node, AccessKey key, String region) {
    node.put("accessKeyId", key.id()).put("secretAccessKey", key.secret()).put("region", region);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
