package io.portcullis.stacks.explain;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a call may take.
 *
 * @param apiSeconds time that API Gateway waits for the proxy
 * @param streamed whether answers are passed on as they come
 * @param functions the functions
 */
public record Deadlines(double apiSeconds, boolean streamed, List<Function> functions) {
  /**
   * What API Gateway waits unless told otherwise (Amazon API Gateway Developer Guide, "Quotas").
   */
  private static final double DEFAULT = 29;

  /**
   * A function.
   *
   * @param name such as {@code proxy}
   * @param seconds after which Lambda ends it
   * @param memory in MB
   * @param reservedConcurrency calls that may run at the same time, 0 if none are reserved
   * @param settings its environment variables, those that name a resource left out
   */
  public record Function(
      String name,
      int seconds,
      int memory,
      int reservedConcurrency,
      Map<String, String> settings) {}

  static Deadlines in(EnvironmentTemplates environment) {
    var methods = environment.ofType("AWS::ApiGateway::Method");
    return new Deadlines(
        methods.stream()
            .map(method -> method.get("Integration", "TimeoutInMillis"))
            .filter(millis -> !millis.isMissingNode())
            .mapToDouble(millis -> millis.asDouble() / 1000)
            .max()
            .orElse(DEFAULT),
        methods.stream()
            .anyMatch(
                method -> method.text("Integration", "ResponseTransferMode").equals("STREAM")),
        Functions.ofPortcullis(environment).stream().map(Deadlines::function).toList());
  }

  private static Function function(Resource function) {
    return new Function(
        Functions.name(function),
        function.get("Timeout").asInt(3),
        function.get("MemorySize").asInt(128),
        function.number("ReservedConcurrentExecutions"),
        settings(function));
  }

  private static Map<String, String> settings(Resource function) {
    var settings = new TreeMap<String, String>();
    for (var variable : function.get("Environment", "Variables").properties()) {
      var value = variable.getValue().asText();
      if (!value.contains("${") && !value.contains("arn:") && !value.contains("(known at ")) {
        settings.put(variable.getKey(), value);
      }
    }
    return settings;
  }
}
