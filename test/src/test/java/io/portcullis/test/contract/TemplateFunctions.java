package io.portcullis.test.contract;

import io.portcullis.test.Synthesis;
import java.util.List;
import java.util.Map;

/**
 * The Java functions that the templates of an environment deploy; the CDK's own custom resources
 * are not.
 */
final class TemplateFunctions {
  private TemplateFunctions() {}

  /**
   * @param handler name of the handler's class
   * @param variables names of the environment variables that the function gets
   * @param variablesSize characters of their names and values, of a reference those of its name
   */
  record TemplateFunction(String handler, List<String> variables, int variablesSize) {}

  static List<TemplateFunction> of(String environment) {
    return Synthesis.stacks(Synthesis.environment(environment)).stream()
        .map(stack -> map(map(stack.getTemplate()).get("Resources")))
        .flatMap(resources -> resources.values().stream().map(TemplateFunctions::map))
        .filter(resource -> "AWS::Lambda::Function".equals(resource.get("Type")))
        .map(resource -> map(resource.get("Properties")))
        .filter(
            properties ->
                properties.get("Runtime") instanceof String name && name.startsWith("java"))
        .map(TemplateFunctions::function)
        .toList();
  }

  private static TemplateFunction function(Map<String, Object> properties) {
    var environment = map(properties.getOrDefault("Environment", Map.of()));
    var variables = map(environment.getOrDefault("Variables", Map.of()));
    return new TemplateFunction(
        (String) properties.get("Handler"),
        variables.keySet().stream().sorted().toList(),
        variables.entrySet().stream()
            .mapToInt(
                variable -> variable.getKey().length() + variable.getValue().toString().length())
            .sum());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
