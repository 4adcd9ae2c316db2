package io.portcullis.test.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.test.attack.ablation.Ablation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A cloud assembly in a folder. */
public record Assembly(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The template of the stack that holds the API. */
  public Template gateway() throws IOException {
    for (var file : templates()) {
      var template = read(file);
      if (template.ofType("AWS::ApiGateway::RestApi").findAny().isPresent()) {
        return template;
      }
    }
    throw new IllegalArgumentException("'%s' has no REST API".formatted(folder));
  }

  /** The same in another folder, with something switched off; what is large is shared. */
  Assembly without(Ablation ablation, Path other) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.toList()) {
        copy(file, other.resolve(folder.relativize(file).toString()));
      }
    }
    var copy = new Assembly(other);
    for (var file : copy.templates()) {
      var template = read(file);
      ablation.change(template);
      JSON.writeValue(file.toFile(), template.json());
    }
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
    } else if (from.toString().endsWith(".json")) {
      Files.copy(from, to);
    } else {
      Files.createSymbolicLink(to, from.toAbsolutePath());
    }
  }

  private List<Path> templates() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".template.json")).sorted().toList();
    }
  }

  private static Template read(Path file) throws IOException {
    return new Template((ObjectNode) JSON.readTree(file.toFile()));
  }
}
