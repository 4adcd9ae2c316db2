package io.portcullis.stacks.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces CloudFormation's intrinsic functions by what a template alone tells. A resource becomes
 * {@code ${<stack>/<logical id>}}, so that texts made of it still say what they refer to; a value
 * that only a deployment knows becomes words.
 *
 * <p>Follows "Intrinsic function reference" of the CloudFormation User Guide.
 */
final class Intrinsics {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode LATER = TextNode.valueOf("(known at deployment)");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^/}]+/[A-Za-z0-9]+)[^}]*}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private final EnvironmentTemplates environment;

  Intrinsics(EnvironmentTemplates environment) {
    this.environment = environment;
  }

  /** Keys of the resources that a resolved value refers to. */
  static List<String> references(JsonNode value) {
    return REFERENCE
        .matcher(value.toString())
        .results()
        .map(result -> result.group(1))
        .distinct()
        .toList();
  }

  /** Empty for a value that is left out. */
  Optional<JsonNode> resolve(StackTemplate stack, JsonNode node) {
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
      if (entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::")) {
        return apply(stack, entry.getKey(), entry.getValue());
      }
    }
    var object = NODES.objectNode();
    for (var entry : node.properties()) {
      resolve(stack, entry.getValue()).ifPresent(value -> object.set(entry.getKey(), value));
    }
    return Optional.of(object);
  }

  private Optional<JsonNode> apply(StackTemplate stack, String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> ref(stack, argument.asText());
      case "Fn::GetAtt" -> Optional.of(reference(stack, attribute(argument)));
      case "Fn::Join" -> Optional.of(join(stack, argument));
      case "Fn::Sub" -> Optional.of(substitute(stack, argument));
      case "Fn::ImportValue" -> Optional.of(imported(text(stack, argument)));
      case "Fn::GetStackOutput" -> Optional.of(output(argument));
      case "Fn::FindInMap" -> Optional.of(mapped(stack, argument));
      case "Fn::Select" -> Optional.of(selected(stack, argument));
      default -> Optional.of(LATER);
    };
  }

  private Optional<JsonNode> ref(StackTemplate stack, String name) {
    return switch (name) {
      case "AWS::NoValue" -> Optional.empty();
      case "AWS::Region" -> Optional.of(TextNode.valueOf(stack.region()));
      case "AWS::AccountId" -> Optional.of(TextNode.valueOf(stack.account()));
      case "AWS::Partition" -> Optional.of(TextNode.valueOf("aws"));
      case "AWS::URLSuffix" -> Optional.of(TextNode.valueOf("amazonaws.com"));
      case "AWS::StackName" -> Optional.of(TextNode.valueOf(stack.name()));
      default -> Optional.of(referenceOrParameter(stack, name));
    };
  }

  private JsonNode referenceOrParameter(StackTemplate stack, String name) {
    var parameter = stack.template().path("Parameters").path(name);
    if (parameter.isMissingNode()) {
      return reference(stack, name);
    }
    return parameter.has("Default") ? parameter.get("Default") : LATER;
  }

  private static JsonNode reference(StackTemplate stack, String idAndAttribute) {
    return stack.template().path("Resources").has(idAndAttribute.split("\\.")[0])
        ? TextNode.valueOf("${" + Resource.key(stack, idAndAttribute) + "}")
        : LATER;
  }

  private static String attribute(JsonNode argument) {
    return argument.isArray()
        ? argument.path(0).asText() + "." + argument.path(1).asText()
        : argument.asText();
  }

  private JsonNode join(StackTemplate stack, JsonNode argument) {
    var parts = new ArrayList<String>();
    resolve(stack, argument.path(1)).ifPresent(all -> all.forEach(part -> parts.add(plain(part))));
    return TextNode.valueOf(String.join(argument.path(0).asText(), parts));
  }

  private JsonNode substitute(StackTemplate stack, JsonNode argument) {
    var template = argument.isArray() ? argument.path(0).asText() : argument.asText();
    var variables = argument.path(1);
    return TextNode.valueOf(
        VARIABLE
            .matcher(template)
            .replaceAll(
                match -> {
                  var name = match.group(1);
                  var value =
                      variables.has(name)
                          ? text(stack, variables.get(name))
                          : name.contains(".")
                              ? plain(reference(stack, name))
                              : ref(stack, name).map(Intrinsics::plain).orElse("");
                  return Matcher.quoteReplacement(value);
                }));
  }

  private JsonNode imported(String export) {
    for (var stack : environment.stacks()) {
      for (var output : stack.template().path("Outputs")) {
        if (text(stack, output.path("Export").path("Name")).equals(export)) {
          return resolve(stack, output.path("Value")).orElse(LATER);
        }
      }
    }
    return LATER;
  }

  private JsonNode output(JsonNode argument) {
    for (var stack : environment.stacks()) {
      if (stack.name().equals(argument.path("StackName").asText())) {
        var output =
            stack
                .template()
                .path("Outputs")
                .path(argument.path("OutputName").asText())
                .path("Value");
        return resolve(stack, output).filter(value -> !value.isMissingNode()).orElse(LATER);
      }
    }
    return LATER;
  }

  private JsonNode mapped(StackTemplate stack, JsonNode argument) {
    var value = stack.template().path("Mappings");
    for (var i = 0; i < 3; i++) {
      value = value.path(text(stack, argument.path(i)));
    }
    return value.isMissingNode() ? LATER : value;
  }

  private JsonNode selected(StackTemplate stack, JsonNode argument) {
    var list = resolve(stack, argument.path(1)).orElse(LATER);
    var chosen = list.path(argument.path(0).asInt());
    return chosen.isMissingNode() ? LATER : chosen;
  }

  private String text(StackTemplate stack, JsonNode node) {
    return resolve(stack, node).map(Intrinsics::plain).orElse("");
  }

  private static String plain(JsonNode value) {
    return value.isValueNode() ? value.asText() : LATER.asText();
  }
}
