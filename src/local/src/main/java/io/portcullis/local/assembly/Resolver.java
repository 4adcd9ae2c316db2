package io.portcullis.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Replaces intrinsic functions by their values. An empty result means {@code AWS::NoValue}.
 *
 * <p>Follows "Intrinsic function reference" and "Pseudo parameters reference"
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html). A
 * function that is not among these is an error that names it.
 */
final class Resolver {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Environment environment;
  private final IntrinsicFunctions functions;
  private final Conditions conditions;
  private final ThreadLocal<Deque<String>> path = ThreadLocal.withInitial(ArrayDeque::new);

  Resolver(Environment environment) {
    this.environment = environment;
    this.functions = new IntrinsicFunctions(this);
    this.conditions = new Conditions(this);
  }

  Environment environment() {
    return environment;
  }

  boolean condition(Stack stack, String name) {
    return conditions.isTrue(stack, name);
  }

  Optional<JsonNode> resolve(Stack stack, JsonNode node) {
    if (node.isArray()) {
      var array = NODES.arrayNode();
      node.forEach(element -> resolve(stack, element).ifPresent(array::add));
      return Optional.of(array);
    }
    if (!node.isObject()) {
      return Optional.of(node);
    }
    if (node.size() == 1) {
      var entry = node.properties().iterator().next();
      if (IntrinsicFunctions.isFunction(entry.getKey())) {
        return guarded(stack, node, () -> functions.apply(stack, entry.getKey(), entry.getValue()));
      }
    }
    var object = NODES.objectNode();
    for (var entry : node.properties()) {
      resolve(stack, entry.getValue()).ifPresent(value -> object.set(entry.getKey(), value));
    }
    return Optional.of(object);
  }

  String text(Stack stack, JsonNode node) {
    return resolve(stack, node).orElseGet(() -> TextNode.valueOf("")).asText();
  }

  /** A template can refer to itself in a circle; without this the stack would overflow. */
  private Optional<JsonNode> guarded(Stack stack, JsonNode node, Step step) {
    var key = stack.name() + node;
    var visited = path.get();
    if (visited.contains(key)) {
      throw new AssemblyException(
          "stack '%s': circular reference at %s".formatted(stack.name(), node));
    }
    visited.push(key);
    try {
      return step.run();
    } finally {
      visited.pop();
    }
  }

  @FunctionalInterface
  private interface Step {
    Optional<JsonNode> run();
  }
}
