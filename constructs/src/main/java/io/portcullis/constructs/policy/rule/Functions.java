package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Value;
import java.util.stream.Stream;

/** Lambda functions, which templates name by themselves, a version or an alias. */
final class Functions {
  static final String TYPE = "AWS::Lambda::Function";

  private Functions() {}

  /** The functions that a value refers to. */
  static Stream<TemplateResource> in(Value value) {
    return value.resources().stream()
        .flatMap(
            resource ->
                resource.is("AWS::Lambda::Alias", "AWS::Lambda::Version")
                    ? in(resource.property("FunctionName"))
                    : Stream.of(resource).filter(function -> function.is(TYPE)))
        .distinct();
  }

  static boolean isOurs(TemplateResource function) {
    return handlerIn(function, "io.portcullis.");
  }

  static boolean isProxy(TemplateResource function) {
    return handlerIn(function, "io.portcullis.proxy.");
  }

  static boolean isRotation(TemplateResource function) {
    return handlerIn(function, "io.portcullis.rotation.");
  }

  static boolean handlerIn(TemplateResource function, String packageName) {
    return function.property("Handler").text().startsWith(packageName);
  }
}
