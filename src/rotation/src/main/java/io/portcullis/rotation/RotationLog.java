package io.portcullis.rotation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.metrics.MetricRecord;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;

/**
 * One line of JSON for each step. The one that ends a rotation counts it too: as succeeded when a
 * token is promoted, as failed when a step is.
 */
final class RotationLog {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private final PrintStream out;
  private final String functionName;
  private final InstantSource clock;

  RotationLog(PrintStream out, String functionName, InstantSource clock) {
    this.out = out;
    this.functionName = requireNonNull(functionName, "'AWS_LAMBDA_FUNCTION_NAME' is required");
    this.clock = clock;
  }

  void succeeded(SecretVersion version, String step, StepResult result) {
    var line = line(version, step, result.word());
    if (result == StepResult.PROMOTED) {
      count(line, RotationMetric.SUCCEEDED);
    }
    write(line);
  }

  void failed(SecretVersion version, String step, RotationException reason) {
    var line = line(version, step, "failed").put("reason", reason.getMessage());
    count(line, RotationMetric.FAILED);
    write(line);
  }

  private static ObjectNode line(SecretVersion version, String step, String result) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("secret_arn", version.secretArn())
        .put("version_id", version.versionId())
        .put("step", step)
        .put("result", result);
  }

  private void count(ObjectNode line, RotationMetric metric) {
    new MetricRecord(functionName, List.of(metric.once())).addTo(line, clock.instant());
  }

  private void write(ObjectNode line) {
    try {
      out.println(WRITER.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
