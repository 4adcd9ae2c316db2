package io.portcullis.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Evaluates the conditions of a template.
 *
 * <p>Follows "Condition functions"
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html).
 */
final class Conditions {
  private final Resolver resolver;

  Conditions(Resolver resolver) {
    this.resolver = resolver;
  }

  boolean isTrue(Stack stack, String name) {
    var condition = stack.template().path("Conditions").path(name);
    if (condition.isMissingNode()) {
      throw new AssemblyException(
          "stack '%s': there is no condition '%s'".formatted(stack.name(), name));
    }
    return evaluate(stack, condition);
  }

  private boolean evaluate(Stack stack, JsonNode node) {
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    var entry = node.properties().iterator().next();
    var value = entry.getValue();
    return switch (entry.getKey()) {
      case "Condition" -> isTrue(stack, value.asText());
      case "Fn::Equals" ->
          resolver.text(stack, value.get(0)).equals(resolver.text(stack, value.get(1)));
      case "Fn::Not" -> !evaluate(stack, value.get(0));
      case "Fn::And" -> all(stack, value);
      case "Fn::Or" -> any(stack, value);
      default ->
          throw new AssemblyException(
              "stack '%s': unknown condition function '%s'"
                  .formatted(stack.name(), entry.getKey()));
    };
  }

  private boolean all(Stack stack, JsonNode parts) {
    for (var part : parts) {
      if (!evaluate(stack, part)) {
        return false;
      }
    }
    return true;
  }

  private boolean any(Stack stack, JsonNode parts) {
    for (var part : parts) {
      if (evaluate(stack, part)) {
        return true;
      }
    }
    return false;
  }
}
