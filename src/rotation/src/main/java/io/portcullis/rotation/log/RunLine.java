package io.portcullis.rotation.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.metrics.Metric;
import io.portcullis.rotation.secret.SecretVersion;
import java.util.ArrayList;
import java.util.List;

/** The line of one run: what it is about, what it measured, and why it did not do all it could. */
public final class RunLine {
  private final ObjectNode line = JsonNodeFactory.instance.objectNode();
  private final List<Metric> metrics = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private RunLine() {}

  public static RunLine ofStep(SecretVersion version, String step) {
    var run = new RunLine();
    run.line
        .put("secret_arn", version.secretArn())
        .put("version_id", version.versionId())
        .put("step", step);
    return run;
  }

  public static RunLine ofTask(String secretArn, String task) {
    var run = new RunLine();
    run.line.put("secret_arn", secretArn).put("task", task);
    return run;
  }

  /** Of an event that says nothing of what it is about. */
  public static RunLine ofNothing() {
    return new RunLine();
  }

  /** Names the version that a task turned out to be about. */
  public void about(SecretVersion version) {
    line.put("version_id", version.versionId());
  }

  public void measure(Metric metric) {
    metrics.add(metric);
  }

  /** Says what no metric says. */
  public void remark(String remark) {
    remarks.add(remark);
  }

  boolean isOfStep() {
    return line.has("step");
  }

  /** The line with its end, without the metrics. */
  ObjectNode ended(String result) {
    var ended = line.deepCopy().put("result", result);
    return remarks.isEmpty() ? ended : ended.put("reason", String.join("; ", remarks));
  }

  List<Metric> metrics() {
    return List.copyOf(metrics);
  }
}
