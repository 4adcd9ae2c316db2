package io.portcullis.rotation.log;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.metrics.MetricRecord;
import io.portcullis.rotation.failure.RotationException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** One line of JSON for each run, with what it measured; a step that fails is counted too. */
public final class RotationLog {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private final PrintStream out;
  private final String functionName;
  private final InstantSource clock;

  public RotationLog(PrintStream out, String functionName, InstantSource clock) {
    this.out = out;
    this.functionName = requireNonNull(functionName, "'AWS_LAMBDA_FUNCTION_NAME' is required");
    this.clock = clock;
  }

  public void succeeded(RunLine run, String result) {
    write(run, result);
  }

  public void failed(RunLine run, RotationException reason) {
    run.remark(reason.getMessage());
    if (run.isOfStep()) {
      run.measure(RotationMetric.FAILED.once());
    }
    write(run, "failed");
  }

  private void write(RunLine run, String result) {
    var line = run.ended(result);
    if (!run.metrics().isEmpty()) {
      new MetricRecord(functionName, run.metrics()).addTo(line, clock.instant());
    }
    try {
      out.println(WRITER.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
