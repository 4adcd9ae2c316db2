package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who waits longer is who called: an inner deadline passes before the outer one. */
final class DeadlinesOrdered implements Rule {
  private static final List<String> VARIABLES =
      List.of("CONNECT_TIMEOUT_MILLIS", "FIRST_BYTE_TIMEOUT_MILLIS", "TOTAL_TIMEOUT_MILLIS");

  /** Seconds; "AWS::Lambda::Function", property Timeout. */
  private static final long DEFAULT_FUNCTION_TIMEOUT = 3;

  /** "Amazon API Gateway quotas", integration timeout of REST APIs. */
  private static final long DEFAULT_INTEGRATION_TIMEOUT_MILLIS = 29_000;

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-DeadlinesOrdered",
        "Of the deadlines of a call each is shorter than the next: connect, first byte, total, the"
            + " function's timeout, the API's integration timeout. The wait for an endpoint that"
            + " starts is shorter than that for its first byte, the wait within a stream than the"
            + " total.",
        "Where an outer deadline passes first, the inner one never does: the caller gets an answer"
            + " that says nothing, and the model works on for nobody.",
        "Lengthen the outer deadline or shorten the inner one that the finding names.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates)
        .flatMap(door -> door.methods().stream())
        .flatMap(
            method ->
                method
                    .functions()
                    .filter(Functions::isProxy)
                    .flatMap(function -> findings(method, function)))
        .distinct();
  }

  /**
   * One of the deadlines of a call.
   *
   * @param name what the template calls it
   * @param millis its value there, or its default
   */
  private record Deadline(String name, long millis) {}

  private static Stream<Finding> findings(Method method, TemplateResource function) {
    return Stream.of(deadlines(method, function), scaleUp(function), idle(function))
        .flatMap(deadlines -> findings(function, deadlines));
  }

  private static Stream<Finding> findings(TemplateResource function, List<Deadline> deadlines) {
    return IntStream.range(1, deadlines.size())
        .filter(i -> deadlines.get(i - 1).millis() >= deadlines.get(i).millis())
        .mapToObj(i -> finding(function, deadlines.get(i - 1), deadlines.get(i)));
  }

  private static Finding finding(TemplateResource function, Deadline inner, Deadline outer) {
    return Finding.on(
        function,
        "Properties",
        "'%s' must be less than '%s', got %d and %d ms"
            .formatted(inner.name(), outer.name(), inner.millis(), outer.millis()));
  }

  /** Those that are known before deployment. */
  private static List<Deadline> deadlines(Method method, TemplateResource function) {
    var deadlines = new ArrayList<Deadline>();
    var variables = function.property("Environment.Variables");
    VARIABLES.forEach(name -> add(deadlines, name, variables.get(name), 1, -1));
    add(deadlines, "Timeout", function.property("Timeout"), 1000, DEFAULT_FUNCTION_TIMEOUT);
    add(
        deadlines,
        "TimeoutInMillis",
        method.resource().property("Integration.TimeoutInMillis"),
        1,
        DEFAULT_INTEGRATION_TIMEOUT_MILLIS);
    return deadlines;
  }

  /** The wait for an endpoint that starts, in seconds. */
  private static List<Deadline> scaleUp(TemplateResource function) {
    var deadlines = new ArrayList<Deadline>();
    var variables = function.property("Environment.Variables");
    add(deadlines, "SCALE_UP_TIMEOUT_SECONDS", variables.get("SCALE_UP_TIMEOUT_SECONDS"), 1000, -1);
    add(deadlines, "FIRST_BYTE_TIMEOUT_MILLIS", variables.get("FIRST_BYTE_TIMEOUT_MILLIS"), 1, -1);
    return deadlines;
  }

  /** The wait within a stream, beside the wait for its begin. */
  private static List<Deadline> idle(TemplateResource function) {
    var deadlines = new ArrayList<Deadline>();
    var variables = function.property("Environment.Variables");
    Stream.of("IDLE_TIMEOUT_MILLIS", "TOTAL_TIMEOUT_MILLIS")
        .forEach(name -> add(deadlines, name, variables.get(name), 1, -1));
    return deadlines;
  }

  private static void add(
      List<Deadline> deadlines, String name, Value value, long unit, long ifMissing) {
    var number = value.exists() ? value.number().orElse(-1) : ifMissing;
    if (number >= 0) {
      deadlines.add(new Deadline(name, number * unit));
    }
  }
}
