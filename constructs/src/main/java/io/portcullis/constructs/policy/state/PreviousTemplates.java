package io.portcullis.constructs.policy.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.constructs.policy.template.StackTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of templates as they were: a cloud assembly, or one file {@code <path of the
 * stack>.json} for each stack, such as {@code prod/Foundation.json}.
 *
 * @param folder the folder
 */
public record PreviousTemplates(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public PreviousTemplates {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "'previous' must be a folder of templates, got '%s'".formatted(folder));
    }
  }

  /** The same stack's template as it was; empty for a new stack. */
  public Optional<JsonNode> of(StackTemplate template) {
    var name = template.file().getFileName();
    var byPath =
        template.isNested()
            ? Stream.<Path>empty()
            : Stream.of(folder.resolve(template.constructPath() + ".json"));
    var byName = Stream.concat(Stream.of(folder), nestedAssemblies()).map(at -> at.resolve(name));
    return Stream.concat(byPath, byName)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(PreviousTemplates::read);
  }

  private Stream<Path> nestedAssemblies() {
    try (var entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '%s'".formatted(file), e);
    }
  }
}
