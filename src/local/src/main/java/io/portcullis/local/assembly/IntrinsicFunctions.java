package io.portcullis.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The intrinsic functions, one method each. */
final class IntrinsicFunctions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private final Resolver resolver;

  IntrinsicFunctions(Resolver resolver) {
    this.resolver = resolver;
  }

  static boolean isFunction(String key) {
    return key.equals("Ref") || key.startsWith("Fn::");
  }

  Optional<JsonNode> apply(Stack stack, String function, JsonNode value) {
    return switch (function) {
      case "Ref" -> ref(stack, value.asText());
      case "Fn::GetAtt" -> Optional.of(getAtt(stack, value));
      case "Fn::Join" -> Optional.of(join(stack, value));
      case "Fn::Sub" -> Optional.of(sub(stack, value));
      case "Fn::Select" -> Optional.of(select(stack, value));
      case "Fn::Split" -> Optional.of(split(stack, value));
      case "Fn::ImportValue" -> Optional.of(importValue(stack, value));
      case "Fn::GetStackOutput" -> Optional.of(getStackOutput(stack, value));
      case "Fn::FindInMap" -> Optional.of(findInMap(stack, value));
      case "Fn::GetAZs" -> Optional.of(getAzs(stack, value));
      case "Fn::Base64" ->
          text(
              Base64.getEncoder()
                  .encodeToString(resolver.text(stack, value).getBytes(StandardCharsets.UTF_8)));
      case "Fn::If" ->
          resolver.resolve(
              stack, value.get(resolver.condition(stack, value.get(0).asText()) ? 1 : 2));
      default ->
          throw new AssemblyException(
              "stack '%s': unknown intrinsic function '%s'".formatted(stack.name(), function));
    };
  }

  private Optional<JsonNode> ref(Stack stack, String name) {
    return switch (name) {
      case "AWS::NoValue" -> Optional.empty();
      case "AWS::Region" -> text(stack.region());
      case "AWS::AccountId" -> text(stack.account());
      case "AWS::Partition" -> text("aws");
      case "AWS::URLSuffix" -> text("amazonaws.com");
      case "AWS::StackName" -> text(stack.name());
      case "AWS::StackId" ->
          text(
              "arn:aws:cloudformation:%s:%s:stack/%s/local"
                  .formatted(stack.region(), stack.account(), stack.name()));
      case "AWS::NotificationARNs" -> Optional.of(NODES.arrayNode());
      default -> named(stack, name);
    };
  }

  private Optional<JsonNode> named(Stack stack, String name) {
    var resource = resolver.environment().resourceOf(stack, name);
    if (resource.isPresent()) {
      return text(resource.get().ref());
    }
    var parameter = stack.template().path("Parameters").path(name);
    if (parameter.has("Default")) {
      return Optional.of(parameter.get("Default"));
    }
    throw new AssemblyException(
        "stack '%s': 'Ref' to '%s', which is neither a resource nor a parameter with a default"
            .formatted(stack.name(), name));
  }

  private JsonNode getAtt(Stack stack, JsonNode value) {
    var logicalId = value.isTextual() ? before(value.asText()) : value.get(0).asText();
    var attribute = value.isTextual() ? after(value.asText()) : resolver.text(stack, value.get(1));
    return resolver
        .environment()
        .resourceOf(stack, logicalId)
        .map(resource -> TextNode.valueOf(resource.attribute(attribute)))
        .orElseThrow(
            () ->
                new AssemblyException(
                    "stack '%s': 'Fn::GetAtt' of '%s', which is no resource"
                        .formatted(stack.name(), logicalId)));
  }

  private JsonNode join(Stack stack, JsonNode value) {
    return TextNode.valueOf(
        String.join(value.get(0).asText(), texts(resolved(stack, value.get(1)))));
  }

  private JsonNode sub(Stack stack, JsonNode value) {
    var own = new HashMap<String, String>();
    if (value.isArray()) {
      for (var entry : value.get(1).properties()) {
        own.put(entry.getKey(), resolver.text(stack, entry.getValue()));
      }
    }
    var text = value.isArray() ? value.get(0).asText() : value.asText();
    var result =
        VARIABLE
            .matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(variable(stack, match.group(1), own)));
    return TextNode.valueOf(result.replace("${!", "${"));
  }

  private String variable(Stack stack, String name, Map<String, String> own) {
    if (own.containsKey(name)) {
      return own.get(name);
    }
    return name.contains(".")
        ? getAtt(stack, TextNode.valueOf(name)).asText()
        : ref(stack, name).map(JsonNode::asText).orElse("");
  }

  private JsonNode select(Stack stack, JsonNode value) {
    var index = Integer.parseInt(resolver.text(stack, value.get(0)));
    var list = resolved(stack, value.get(1));
    if (!list.has(index)) {
      throw new AssemblyException(
          "stack '%s': 'Fn::Select' of element %d from a list of %d"
              .formatted(stack.name(), index, list.size()));
    }
    return list.get(index);
  }

  private JsonNode split(Stack stack, JsonNode value) {
    var parts = NODES.arrayNode();
    var delimiter = Pattern.quote(value.get(0).asText());
    for (var part : resolver.text(stack, value.get(1)).split(delimiter, -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode importValue(Stack stack, JsonNode value) {
    var name = resolver.text(stack, value);
    for (var other : resolver.environment().stacks()) {
      for (var output : other.template().path("Outputs")) {
        if (output.has("Export")
            && resolver.text(other, output.path("Export").path("Name")).equals(name)) {
          return resolved(other, output.path("Value"));
        }
      }
    }
    throw new AssemblyException(
        "stack '%s': no stack of the environment exports '%s'".formatted(stack.name(), name));
  }

  /** A weak reference between stacks, as CDK writes it: stack name and output name. */
  private JsonNode getStackOutput(Stack stack, JsonNode value) {
    var from = resolver.text(stack, value.path("StackName"));
    var name = resolver.text(stack, value.path("OutputName"));
    return resolver
        .environment()
        .stackNamed(from)
        .filter(other -> other.template().path("Outputs").has(name))
        .map(other -> resolved(other, other.template().path("Outputs").path(name).path("Value")))
        .orElseThrow(
            () ->
                new AssemblyException(
                    "stack '%s': there is no output '%s' of stack '%s' in the environment"
                        .formatted(stack.name(), name, from)));
  }

  private JsonNode findInMap(Stack stack, JsonNode value) {
    var map = resolver.text(stack, value.get(0));
    var top = resolver.text(stack, value.get(1));
    var second = resolver.text(stack, value.get(2));
    var found = stack.template().path("Mappings").path(map).path(top).path(second);
    if (found.isMissingNode()) {
      throw new AssemblyException(
          "stack '%s': 'Fn::FindInMap' finds nothing at '%s', '%s', '%s'"
              .formatted(stack.name(), map, top, second));
    }
    return found;
  }

  /** Which zones an account sees cannot be known here: the first three letters. */
  private JsonNode getAzs(Stack stack, JsonNode value) {
    var named = resolver.text(stack, value);
    var region = named.isEmpty() ? stack.region() : named;
    return NODES.arrayNode().add(region + "a").add(region + "b").add(region + "c");
  }

  private JsonNode resolved(Stack stack, JsonNode node) {
    return resolver.resolve(stack, node).orElseGet(() -> TextNode.valueOf(""));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static Optional<JsonNode> text(String value) {
    return Optional.of(TextNode.valueOf(value));
  }

  private static String before(String dotted) {
    return dotted.substring(0, dotted.indexOf('.'));
  }

  private static String after(String dotted) {
    return dotted.substring(dotted.indexOf('.') + 1);
  }
}
