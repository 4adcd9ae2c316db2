package io.portcullis.local.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A hand-written cloud assembly with one environment, {@code test}. */
public final class TestAssembly {
  private final Path directory;
  private final Map<String, String> stacks = new LinkedHashMap<>();
  private final Map<String, String> assets = new LinkedHashMap<>();

  private TestAssembly(Path directory) {
    this.directory = directory;
  }

  public static TestAssembly in(Path directory) {
    return new TestAssembly(directory);
  }

  /** Adds a stack by its template. */
  public TestAssembly stack(String name, String template) {
    stacks.put(name, template);
    return this;
  }

  /** Adds an asset that every stack knows. */
  public TestAssembly asset(String hash, Path file) {
    assets.put(hash, file.toAbsolutePath().toString());
    return this;
  }

  /** Writes it and returns its folder. */
  public Path write() {
    try {
      var nested = Files.createDirectories(directory.resolve("assembly-test"));
      Files.writeString(
          directory.resolve("manifest.json"),
          """
          {"artifacts": {"assembly-test": {"type": "cdk:cloud-assembly",
            "properties": {"directoryName": "assembly-test", "displayName": "test"}}}}
          """);
      var artifacts = new StringBuilder();
      for (var stack : stacks.entrySet()) {
        var name = stack.getKey();
        Files.writeString(nested.resolve(name + ".template.json"), stack.getValue());
        Files.writeString(nested.resolve(name + ".assets.json"), assetManifest());
        artifacts.append(artifacts.isEmpty() ? "" : ",");
        artifacts.append(
            """
            "%s": {"type": "aws:cloudformation:stack",
              "environment": "aws://111122223333/eu-west-1",
              "properties": {"templateFile": "%s.template.json", "stackName": "test-%s"}}
            """
                .formatted(name, name, name));
      }
      Files.writeString(nested.resolve("manifest.json"), "{\"artifacts\": {" + artifacts + "}}");
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Environment environment() {
    return CloudAssembly.read(write()).environment("test");
  }

  private String assetManifest() {
    var files = new StringBuilder();
    assets.forEach(
        (hash, file) ->
            files
                .append(files.isEmpty() ? "" : ",")
                .append("\"%s\": {\"source\": {\"path\": \"%s\"}}".formatted(hash, file)));
    return "{\"files\": {" + files + "}}";
  }
}
