package io.portcullis.constructs.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Writes a value as one text, as far as it is known before deployment. */
final class IntrinsicText {
  private IntrinsicText() {}

  static String of(Value value) {
    var json = value.json();
    if (json.isValueNode()) {
      return json.asText();
    }
    if (!json.isObject() || json.size() != 1) {
      return json.isMissingNode() ? "" : json.toString();
    }
    var function = json.propertyStream().findFirst().orElseThrow();
    var argument = value.with(function.getValue());
    return switch (function.getKey()) {
      case "Ref" -> named(argument, argument.json().asText());
      case "Fn::GetAtt" -> named(argument, References.attributeName(argument.json()));
      case "Fn::Join" -> join(argument);
      case "Fn::Sub" -> substitute(argument);
      case "Fn::ImportValue", "Fn::GetStackOutput" ->
          References.imported(function.getKey(), argument)
              .map(IntrinsicText::of)
              .orElse("${" + function.getKey() + "}");
      default -> "${" + function.getKey() + "}";
    };
  }

  private static String named(Value value, String name) {
    return References.passed(value.template(), name)
        .map(IntrinsicText::of)
        .orElse("${" + name + "}");
  }

  private static String join(Value argument) {
    var parts = argument.with(argument.json().path(1));
    return parts.list().stream()
        .map(IntrinsicText::of)
        .collect(Collectors.joining(argument.json().path(0).asText()));
  }

  private static String substitute(Value argument) {
    var json = argument.json();
    var text = json.isArray() ? json.path(0).asText() : json.asText();
    var variables =
        json.isArray() ? argument.with(json.path(1)) : Value.missing(argument.template());
    return References.NAME_IN_TEXT
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(variable(argument, variables, match.group(1))));
  }

  private static String variable(Value argument, Value variables, String name) {
    JsonNode given = variables.json().path(name);
    return given.isMissingNode() ? named(argument, name) : of(variables.with(given));
  }
}
