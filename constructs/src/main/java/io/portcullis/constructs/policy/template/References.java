package io.portcullis.constructs.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Follows intrinsic functions from a value to the resources that they name. */
final class References {
  /** A name in {@code Fn::Sub}; {@code ${!…}} stands for itself. */
  static final Pattern NAME_IN_TEXT = Pattern.compile("\\$\\{([^!}][^}]*)\\}");

  private References() {}

  static Stream<TemplateResource> of(Value value) {
    var json = value.json();
    if (json.isTextual()) {
      return Stream.empty();
    }
    if (json.size() != 1 || !json.isObject()) {
      return children(value);
    }
    var function = json.propertyStream().findFirst().orElseThrow();
    var argument = value.with(function.getValue());
    return switch (function.getKey()) {
      case "Ref" -> named(argument, argument.json().asText());
      case "Fn::GetAtt" -> named(argument, attributeName(argument.json()));
      case "Fn::Sub" -> Stream.concat(inText(argument), children(argument));
      case "Fn::ImportValue", "Fn::GetStackOutput" ->
          imported(function.getKey(), argument).stream().flatMap(References::of);
      default -> children(value);
    };
  }

  /** {@code LogicalId.Attribute}, from either spelling of {@code Fn::GetAtt}. */
  static String attributeName(JsonNode argument) {
    return argument.isArray()
        ? argument.path(0).asText() + "." + argument.path(1).asText()
        : argument.asText();
  }

  /** What another stack gives under a name. */
  static Optional<Value> imported(String function, Value argument) {
    var templates = argument.template().templates();
    return function.equals("Fn::ImportValue")
        ? templates.exported(argument.template(), argument.text())
        : templates.output(
            argument.template(),
            argument.get("StackName").text(),
            argument.get("OutputName").text());
  }

  /** What a parameter or a nested stack's output stands for, if the name is of one. */
  static Optional<Value> passed(StackTemplate template, String name) {
    var parameter = template.passedParameter(name);
    return parameter.isPresent() ? parameter : template.nestedOutput(name);
  }

  private static Stream<TemplateResource> named(Value value, String name) {
    var template = value.template();
    var passed = passed(template, name);
    if (passed.isPresent()) {
      return of(passed.get());
    }
    var end = name.indexOf('.');
    return template.resource(end < 0 ? name : name.substring(0, end)).stream();
  }

  private static Stream<TemplateResource> inText(Value argument) {
    var text = argument.json().isArray() ? argument.json().path(0) : argument.json();
    return NAME_IN_TEXT
        .matcher(text.asText())
        .results()
        .flatMap(match -> named(argument, match.group(1)));
  }

  private static Stream<TemplateResource> children(Value value) {
    return value.json().valueStream().flatMap(child -> of(value.with(child)));
  }
}
