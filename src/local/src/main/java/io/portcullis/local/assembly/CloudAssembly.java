package io.portcullis.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A synthesized cloud assembly: one environment per CDK Stage, each a nested assembly of stacks.
 *
 * <p>Follows the manifest that {@code cdk synth} writes
 * (docs.aws.amazon.com/cdk/v2/guide/deploy.html, "cloud assembly").
 */
public final class CloudAssembly {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ENVIRONMENT = Pattern.compile("aws://([^/]+)/(.+)");

  private final Map<String, Path> environments;

  private CloudAssembly(Map<String, Path> environments) {
    this.environments = environments;
  }

  /** Reads the manifest of {@code directory}, usually {@code cdk.out}. */
  public static CloudAssembly read(Path directory) {
    if (!Files.isRegularFile(directory.resolve("manifest.json"))) {
      throw new AssemblyException(
          "'%s' is not a cloud assembly: it has no manifest.json, synthesize first"
              .formatted(directory));
    }
    var environments = new TreeMap<String, Path>();
    for (var artifact : artifacts(directory, "cdk:cloud-assembly")) {
      var properties = artifact.path("properties");
      environments.put(
          properties.path("displayName").asText(),
          directory.resolve(properties.path("directoryName").asText()));
    }
    return new CloudAssembly(environments);
  }

  /** Names of the environments, sorted. */
  public Set<String> environments() {
    return environments.keySet();
  }

  /** The stacks of one environment, their references resolved. */
  public Environment environment(String name) {
    var directory = environments.get(name);
    if (directory == null) {
      throw new AssemblyException(
          "unknown environment '%s', there are: %s"
              .formatted(name, String.join(", ", environments.keySet())));
    }
    var stacks = new ArrayList<Stack>();
    for (var artifact : artifacts(directory, "aws:cloudformation:stack")) {
      stacks.add(stack(directory, artifact));
    }
    return new Environment(name, stacks);
  }

  private static Stack stack(Path directory, JsonNode artifact) {
    var properties = artifact.path("properties");
    var file = properties.path("templateFile").asText();
    var name = properties.path("stackName").asText(file.replaceFirst("\\.template\\.json$", ""));
    var place = environmentOf(artifact);
    var assets = new HashMap<String, Path>();
    var assetFile = directory.resolve(file.replaceFirst("\\.template\\.json$", ".assets.json"));
    if (Files.isRegularFile(assetFile)) {
      for (var asset : json(assetFile).path("files").properties()) {
        var path = asset.getValue().path("source").path("path").asText();
        assets.put(asset.getKey(), directory.resolve(path).normalize());
      }
    }
    return new Stack(
        name, place.get(0), place.get(1), json(directory.resolve(file)), Map.copyOf(assets));
  }

  /** Account and region; an environment-agnostic stack gets AWS's documentation account. */
  private static List<String> environmentOf(JsonNode artifact) {
    Matcher matcher = ENVIRONMENT.matcher(artifact.path("environment").asText());
    var known = matcher.matches();
    var account =
        known && !matcher.group(1).startsWith("unknown") ? matcher.group(1) : "123456789012";
    var region = known && !matcher.group(2).startsWith("unknown") ? matcher.group(2) : "us-east-1";
    return List.of(account, region);
  }

  private static List<JsonNode> artifacts(Path directory, String type) {
    var found = new ArrayList<JsonNode>();
    for (var artifact : json(directory.resolve("manifest.json")).path("artifacts")) {
      if (artifact.path("type").asText().equals(type)) {
        found.add(artifact);
      }
    }
    return found;
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new AssemblyException("cannot read '%s'".formatted(file), e);
    }
  }
}
