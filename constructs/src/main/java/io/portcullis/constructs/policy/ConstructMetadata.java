package io.portcullis.constructs.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/**
 * What the construct tree says of constructs, by their paths. It is read from the cloud assembly,
 * because a plugin may call back into the CDK only some thousand times before Node's stack is full.
 *
 * @param acknowledged the ids of the rules that are acknowledged at a path
 * @param paths the paths of resources by their logical ids
 */
record ConstructMetadata(Map<String, Set<String>> acknowledged, Map<String, String> paths) {
  static final ConstructMetadata NONE = new ConstructMetadata(Map.of(), Map.of());

  /** {@code Validations.ACKNOWLEDGED_RULES_METADATA_KEY}, without a call. */
  private static final String ACKNOWLEDGED_RULES = "aws:cdk:acknowledged-rules";

  private static final String LOGICAL_ID = "aws:cdk:logicalId";

  /** The metadata of a stack in a cloud assembly. */
  static ConstructMetadata read(Path file) {
    var metadata = new ConstructMetadata(new HashMap<>(), new HashMap<>());
    try {
      new ObjectMapper()
          .readTree(file.toFile())
          .propertyStream()
          .forEach(
              entry ->
                  entry
                      .getValue()
                      .valueStream()
                      .forEach(data -> metadata.add(entry.getKey().substring(1), data)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '%s'".formatted(file), e);
    }
    return metadata;
  }

  /** The metadata of the app and its stages, which no stack's file has. */
  static ConstructMetadata of(IConstruct app) {
    var metadata = new ConstructMetadata(new HashMap<>(), new HashMap<>());
    metadata.addDownToStacks(app);
    return metadata;
  }

  boolean acknowledges(String path, String id) {
    return acknowledged.getOrDefault(path, Set.of()).contains(id);
  }

  Optional<String> pathOf(String logicalId) {
    return Optional.ofNullable(paths.get(logicalId));
  }

  private void add(String path, JsonNode data) {
    switch (data.path("type").asText()) {
      case ACKNOWLEDGED_RULES ->
          data.path("data").propertyStream().forEach(rule -> acknowledge(path, rule.getKey()));
      case LOGICAL_ID -> paths.put(data.path("data").asText(), path);
      default -> {
        // Where a construct was made, and the like.
      }
    }
  }

  private void addDownToStacks(IConstruct construct) {
    if (construct instanceof Stack) {
      return;
    }
    var node = construct.getNode();
    for (var entry : node.getMetadata()) {
      if (entry.getType().equals(ACKNOWLEDGED_RULES)
          && entry.getData() instanceof Map<?, ?> reasons) {
        reasons.keySet().forEach(id -> acknowledge(node.getPath(), (String) id));
      }
    }
    node.getChildren().forEach(this::addDownToStacks);
  }

  private void acknowledge(String path, String id) {
    acknowledged.computeIfAbsent(path, any -> new HashSet<>()).add(id);
  }
}
