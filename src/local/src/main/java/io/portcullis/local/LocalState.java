package io.portcullis.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.iam.AccessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * {@code local.json}: what a script needs while the front door serves, readable by its owner alone.
 * A customer has its API keys, the first of them as {@code key} too, and what it proves its
 * identity with: the token of its first subject, or the access key of its first principal. Every
 * principal of the template is listed by its ARN. Of the Hugging Face token it tells the places
 * alone.
 */
final class LocalState implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  private LocalState(Path file) {
    this.file = file;
  }

  static LocalState write(Path directory, LocalFrontDoor door) throws IOException {
    var content = JSON.createObjectNode();
    content.put("environment", door.environment());
    content.put("url", door.url().toString()).put("apiGateway", door.apiGateway().toString());
    content.put("secretsManager", door.secrets().url().toString());
    content.put("lambda", door.apiGateway().toString());
    door.token().ifPresent(place -> put(content.putObject("token"), place));
    var region = door.api().region();
    var customers = content.putObject("customers");
    for (var customer : door.describe().customers()) {
      var node = customers.putObject(customer.name()).put("key", customer.key().value());
      var keys = node.putObject("keys");
      customer.keys().forEach(key -> keys.put(key.label(), key.value()));
      Optional.ofNullable(door.tokens().get(customer.name()))
          .ifPresent(token -> node.put("token", token));
      customer.accessKey().ifPresent(key -> put(node, key, region));
    }
    var principals = door.describe().principals();
    if (!principals.isEmpty()) {
      var node = content.putObject("principals");
      principals.forEach(key -> put(node.putObject(key.principal().arn()), key, region));
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

  private static void put(ObjectNode node, TokenPlace place) {
    node.put("secret", place.secret());
    place.credential().ifPresent(arn -> node.put("credential", arn));
    node.put("function", place.function()).put("log", place.log().toAbsolutePath().toString());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
