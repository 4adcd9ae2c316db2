package io.portcullis.local.lambda;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A function as the template configures it.
 *
 * <p>Follows "AWS::Lambda::Function"
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html).
 *
 * @param timeout default 3 s
 * @param memory megabytes, default 128
 * @param reservedConcurrency empty: not reserved
 * @param snapStart whether published versions start from a snapshot
 * @param code the package, a zip
 */
record FunctionConfiguration(
    String name,
    String arn,
    String region,
    String handler,
    Duration timeout,
    int memory,
    Map<String, String> variables,
    OptionalInt reservedConcurrency,
    boolean snapStart,
    Path code) {

  /** Empty if the function does not run on a managed Java runtime. */
  static Optional<FunctionConfiguration> of(Resource resource) {
    var properties = resource.properties();
    if (!properties.text("Runtime").orElse("").startsWith("java")) {
      return Optional.empty();
    }
    var reserved = properties.find("ReservedConcurrentExecutions");
    var variables = new TreeMap<String, String>();
    properties
        .find("Environment")
        .ifPresent(
            environment ->
                environment
                    .path("Variables")
                    .properties()
                    .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText())));
    return Optional.of(
        new FunctionConfiguration(
            resource.ref(),
            resource.attribute("Arn"),
            resource.stack().region(),
            properties.requiredText("Handler"),
            Duration.ofSeconds(properties.integer("Timeout", 3)),
            properties.integer("MemorySize", 128),
            Map.copyOf(variables),
            reserved.map(node -> OptionalInt.of(node.asInt())).orElseGet(OptionalInt::empty),
            properties
                .find("SnapStart")
                .map(snapStart -> snapStart.path("ApplyOn").asText().equals("PublishedVersions"))
                .orElse(false),
            code(resource)));
  }

  /** The script that starts the function in place of the managed runtime. */
  Optional<String> wrapper() {
    return Optional.ofNullable(variables.get("AWS_LAMBDA_EXEC_WRAPPER"));
  }

  private static Path code(Resource resource) {
    var key = resource.properties().node("Code").path("S3Key").asText();
    var hash = key.replaceFirst("^.*/", "").replaceFirst("\\.[a-z]+$", "");
    var file = resource.stack().assets().get(hash);
    if (file == null) {
      throw new AssemblyException(
          "%s: the assembly has no asset '%s' for its code".formatted(resource, key));
    }
    return file;
  }

  /** Variables hold addresses and names of secrets; the text leaves them out. */
  @Override
  public String toString() {
    return name;
  }
}
