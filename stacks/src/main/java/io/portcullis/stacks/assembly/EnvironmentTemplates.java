package io.portcullis.stacks.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.assembly.StackTemplate.Bootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The templates of one environment: those of a cloud assembly, or those that are deployed. */
public final class EnvironmentTemplates {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACE = Pattern.compile("aws://([^/]+)/(.+)");

  private final String name;
  private final List<StackTemplate> stacks;
  private final Map<String, Resource> resources = new LinkedHashMap<>();

  EnvironmentTemplates(String name, List<StackTemplate> stacks) {
    this.name = name;
    this.stacks = List.copyOf(stacks);
    var intrinsics = new Intrinsics(this);
    for (var stack : stacks) {
      stack
          .template()
          .path("Resources")
          .properties()
          .forEach(
              entry -> {
                var resource = new Resource(intrinsics, stack, entry.getKey(), entry.getValue());
                resources.put(resource.key(), resource);
              });
    }
  }

  /**
   * Reads one environment of a cloud assembly.
   *
   * @throws AssemblyException if the folder is none, or has no such environment
   */
  public static EnvironmentTemplates read(Path assembly, String name) {
    for (var artifact : artifacts(assembly, "cdk:cloud-assembly")) {
      var properties = artifact.path("properties");
      if (properties.path("displayName").asText().equals(name)) {
        return new EnvironmentTemplates(
            name, stacks(assembly.resolve(properties.path("directoryName").asText())));
      }
    }
    throw new AssemblyException("'%s' has no environment '%s'".formatted(assembly, name));
  }

  /**
   * The same environment with the templates that are deployed, by the names of their stacks. A
   * stack that is not among them is not deployed.
   */
  public EnvironmentTemplates deployed(Map<String, JsonNode> templates) {
    return new EnvironmentTemplates(
        name,
        stacks.stream()
            .filter(stack -> templates.containsKey(stack.name()))
            .map(stack -> stack.with(templates.get(stack.name())))
            .toList());
  }

  public String name() {
    return name;
  }

  public List<StackTemplate> stacks() {
    return stacks;
  }

  public String account() {
    return stacks.get(0).account();
  }

  public String region() {
    return stacks.get(0).region();
  }

  /** Every resource, in the order of the templates. */
  public List<Resource> resources() {
    return List.copyOf(resources.values());
  }

  /** The resources of a type, such as {@code AWS::KMS::Key}. */
  public List<Resource> ofType(String... types) {
    return resources.values().stream()
        .filter(resource -> Arrays.asList(types).contains(resource.type()))
        .toList();
  }

  /** The resources that a value refers to, directly or through another stack's output. */
  public List<Resource> targets(JsonNode value) {
    return Intrinsics.references(value).stream()
        .map(resources::get)
        .filter(resource -> resource != null)
        .toList();
  }

  /** The functions that call the Inference Endpoint. */
  public List<Resource> proxies() {
    return ofType("AWS::Lambda::Function").stream()
        .filter(function -> !function.endpointUrl().isEmpty())
        .toList();
  }

  /** The functions that keep the Hugging Face token fresh. */
  public List<Resource> rotationFunctions() {
    return ofType("AWS::SecretsManager::RotationSchedule").stream()
        .flatMap(schedule -> targets(schedule.get("RotationLambdaARN")).stream())
        .distinct()
        .toList();
  }

  /** The secrets of what tokens are made with, which a rotation function names. */
  public List<Resource> credentials() {
    return rotationFunctions().stream()
        .flatMap(
            function ->
                targets(function.get("Environment", "Variables", "CREDENTIAL_ARN")).stream())
        .distinct()
        .toList();
  }

  /** The other secrets: of what the endpoint is called with. */
  public List<Resource> tokens() {
    var secrets = new ArrayList<>(ofType("AWS::SecretsManager::Secret"));
    secrets.removeAll(credentials());
    return secrets;
  }

  /** The interface endpoints to services that are not AWS's own, which is how PrivateLink shows. */
  public List<Resource> privateLinks() {
    return ofType("AWS::EC2::VPCEndpoint").stream().filter(Resource::isPrivateLink).toList();
  }

  /** Zones of the subnets, sorted. */
  public Set<String> availabilityZones() {
    var zones = new TreeSet<String>();
    ofType("AWS::EC2::Subnet").forEach(subnet -> zones.add(subnet.text("AvailabilityZone")));
    zones.remove("");
    return zones;
  }

  Optional<Resource> resource(StackTemplate stack, String id) {
    return Optional.ofNullable(resources.get(Resource.key(stack, id)));
  }

  private static List<StackTemplate> stacks(Path directory) {
    var stacks = new ArrayList<StackTemplate>();
    for (var artifact : artifacts(directory, "aws:cloudformation:stack")) {
      stacks.add(stack(directory, artifact));
    }
    if (stacks.isEmpty()) {
      throw new AssemblyException("'%s' has no stack".formatted(directory));
    }
    return stacks;
  }

  private static StackTemplate stack(Path directory, JsonNode artifact) {
    var properties = artifact.path("properties");
    var place = PLACE.matcher(artifact.path("environment").asText());
    if (!place.matches()) {
      throw new AssemblyException("'%s' has a stack without an account".formatted(directory));
    }
    var lookupRole = properties.path("lookupRole");
    return new StackTemplate(
        properties.path("stackName").asText(),
        place.group(1),
        place.group(2),
        properties.path("terminationProtection").asBoolean(),
        new Bootstrap(
            Math.max(
                properties.path("requiresBootstrapStackVersion").asInt(),
                lookupRole.path("requiresBootstrapStackVersion").asInt()),
            properties.path("bootstrapStackVersionSsmParameter").asText(),
            lookupRole.path("arn").asText().replace("${AWS::Partition}", "aws")),
        json(directory.resolve(properties.path("templateFile").asText())));
  }

  private static List<JsonNode> artifacts(Path directory, String type) {
    var manifest = directory.resolve("manifest.json");
    if (!Files.isRegularFile(manifest)) {
      throw new AssemblyException("'%s' is not a cloud assembly".formatted(directory));
    }
    var artifacts = new ArrayList<JsonNode>();
    for (var artifact : json(manifest).path("artifacts")) {
      if (artifact.path("type").asText().equals(type)) {
        artifacts.add(artifact);
      }
    }
    return artifacts;
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new AssemblyException("cannot read '%s'".formatted(file));
    }
  }
}
