package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.EmittedMetric;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A metric that an alarm looks at. */
record AlarmMetric(Templates templates, Value json) {
  /** Why nothing emits it; empty if something does. */
  Optional<String> problem() {
    var namespace = json.get("Namespace").text();
    if (isOfAFilter()) {
      return Optional.empty();
    }
    if (namespace.equals(EmittedMetric.NAMESPACE)) {
      return problemOfOurs();
    }
    return namespace.startsWith("AWS/")
        ? problemOfAws()
        : Optional.of(
            "no metric filter of the templates emits '%s' of '%s' by %s"
                .formatted(name(), namespace, sorted(dimensions().keySet())));
  }

  private Optional<String> problemOfOurs() {
    var metric = EmittedMetric.of(name());
    if (metric.isEmpty()) {
      return Optional.of(
          "no function emits '%s', there are %s"
              .formatted(
                  name(),
                  Stream.of(EmittedMetric.values()).map(EmittedMetric::metricName).toList()));
    }
    var dimensions = dimensions();
    if (!metric.get().hasDimensions(dimensions.keySet())) {
      return Optional.of(
          "'%s' is not emitted by %s".formatted(name(), sorted(dimensions.keySet())));
    }
    var handlers = metric.get().handlerPackages();
    return named(dimensions.get(EmittedMetric.FUNCTION_NAME), List.of(Functions.TYPE))
            .anyMatch(
                function -> handlers.stream().anyMatch(name -> Functions.handlerIn(function, name)))
        ? Optional.empty()
        : Optional.of(
            "'%s' is emitted by functions of '%s', of which 'FunctionName' names none"
                .formatted(name(), String.join("*' or '", handlers) + "*"));
  }

  private Optional<String> problemOfAws() {
    var dimensions = dimensions();
    var naming =
        dimensions.keySet().stream()
            .sorted()
            .flatMap(name -> AwsDimension.of(name).stream())
            .toList();
    if (naming.isEmpty()) {
      return dimensions.values().stream().anyMatch(value -> !value.resources().isEmpty())
          ? Optional.empty()
          : Optional.of("no dimension of '%s' names a resource of the templates".formatted(name()));
    }
    return naming.stream()
        .flatMap(
            dimension -> problem(dimension, dimensions.get(dimension.dimensionName())).stream())
        .findFirst();
  }

  private Optional<String> problem(AwsDimension dimension, Value value) {
    var namespace = json.get("Namespace").text();
    if (!namespace.equals(dimension.namespace())) {
      return Optional.of(
          "'%s' is a dimension of metrics of '%s', got '%s'"
              .formatted(dimension.dimensionName(), dimension.namespace(), namespace));
    }
    return named(value, dimension.types()).findAny().isPresent()
        ? Optional.empty()
        : Optional.of(
            "'%s' of '%s' names no resource of the templates, got '%s'"
                .formatted(dimension.dimensionName(), name(), value.text()));
  }

  /** One with other dimensions is another metric. */
  private boolean isOfAFilter() {
    return templates
        .resources("AWS::Logs::MetricFilter")
        .flatMap(filter -> filter.property("MetricTransformations").list().stream())
        .anyMatch(
            made ->
                made.get("MetricNamespace").text().equals(json.get("Namespace").text())
                    && made.get("MetricName").text().equals(name())
                    && made.get("Dimensions").list().stream()
                        .map(dimension -> dimension.get("Key").text())
                        .collect(Collectors.toSet())
                        .equals(dimensions().keySet()));
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private String name() {
    return json.get("MetricName").text();
  }

  private Map<String, Value> dimensions() {
    return json.get("Dimensions").list().stream()
        .collect(
            Collectors.toMap(
                dimension -> dimension.get("Name").text(),
                dimension -> dimension.get("Value"),
                (first, second) -> first));
  }

  /** The resources that a name is of: by a reference, or because they are given that name. */
  private Stream<TemplateResource> named(Value name, List<String> types) {
    var wanted = types.toArray(String[]::new);
    return name.text().endsWith(".Arn}")
        ? Stream.empty()
        : Stream.concat(
            name.resources(wanted),
            templates
                .resources(wanted)
                .filter(resource -> !name.text().isEmpty())
                .filter(resource -> names(resource).anyMatch(name.text()::equals)));
  }

  /** A web ACL's metrics have a name of their own. */
  private static Stream<String> names(TemplateResource resource) {
    return Stream.concat(
        resource
            .attribute("Properties")
            .members()
            .filter(property -> property.name().endsWith("Name"))
            .map(property -> property.value().text()),
        Stream.of(resource.property("VisibilityConfig.MetricName").text()));
  }
}
