package io.portcullis.stacks.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cloud assemblies as small as a test wants them. */
public final class TestAssembly {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestAssembly() {}

  /** An environment of one stack, {@code portcullis-test-Gateway}, with these resources. */
  public static EnvironmentTemplates environment(String resources) {
    return environment("{}", resources);
  }

  /** An environment of two stacks, with the template of the first and the second's resources. */
  public static EnvironmentTemplates environment(String foundation, String resources) {
    return new EnvironmentTemplates(
        "test",
        List.of(
            stack("portcullis-test-Foundation", json(foundation)),
            stack("portcullis-test-Gateway", json("{\"Resources\": %s}".formatted(resources)))));
  }

  /** Writes an assembly with the environment {@code name}: a stack's name, and its template. */
  public static void write(Path folder, String name, Map<String, String> templates) {
    var stacks = new ArrayList<String>();
    var nested = folder.resolve("assembly-" + name);
    new TreeMap<>(templates)
        .forEach(
            (stack, template) -> {
              write(nested.resolve(stack + ".template.json"), template);
              stacks.add(artifact(stack));
            });
    write(
        nested.resolve("manifest.json"),
        "{\"artifacts\": {%s}}".formatted(String.join(",", stacks)));
    write(
        folder.resolve("manifest.json"),
        """
        {"artifacts": {"assembly-%1$s": {"type": "cdk:cloud-assembly",
          "properties": {"directoryName": "assembly-%1$s", "displayName": "%1$s"}}}}
        """
            .formatted(name));
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StackTemplate stack(String name, JsonNode template) {
    return new StackTemplate(
        name,
        "111111111111",
        "eu-west-1",
        false,
        new StackTemplate.Bootstrap(8, "/cdk-bootstrap/hnb659fds/version", "lookup"),
        template);
  }

  private static String artifact(String stack) {
    return """
    "%1$s": {"type": "aws:cloudformation:stack", "environment": "aws://111111111111/eu-west-1",
      "properties": {"templateFile": "%1$s.template.json", "terminationProtection": true,
        "requiresBootstrapStackVersion": 6,
        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
        "lookupRole": {"requiresBootstrapStackVersion": 8,
          "arn": "arn:${AWS::Partition}:iam::111111111111:role/cdk-lookup"},
        "stackName": "%1$s"}}
    """
        .formatted(stack);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
