package io.portcullis.constructs.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A stack's template in a cloud assembly.
 *
 * @param constructPath path of the stack in the construct tree
 * @param stackName name that the stack is deployed under
 * @param terminationProtection whether the stack is protected from deletion
 * @param metadata what the construct tree says of the stack's constructs, if it was written
 * @param file where the template is
 * @param json what is in it
 */
public record StackFile(
    String constructPath,
    String stackName,
    boolean terminationProtection,
    Optional<Path> metadata,
    Path file,
    JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a template, and from the manifest beside it what is said of its stack. */
  public static StackFile read(String constructPath, Path file) {
    var artifact = artifact(file);
    var stack = artifact.path("properties");
    return new StackFile(
        constructPath,
        stack.path("stackName").asText(constructPath.replace('/', '-')),
        stack.path("terminationProtection").asBoolean(),
        Optional.ofNullable(artifact.path("additionalMetadataFile").textValue())
            .map(file::resolveSibling),
        file,
        json(file));
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '%s'".formatted(file), e);
    }
  }

  private static JsonNode artifact(Path file) {
    var manifest = file.resolveSibling("manifest.json");
    var name = file.getFileName().toString();
    return !Files.exists(manifest)
        ? JSON.missingNode()
        : json(manifest)
            .path("artifacts")
            .valueStream()
            .filter(artifact -> artifact.at("/properties/templateFile").asText().equals(name))
            .findFirst()
            .orElse(JSON.missingNode());
  }
}
