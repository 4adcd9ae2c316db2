package io.portcullis.authorizer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.event.RequestEvent;
import io.portcullis.metrics.Metric;
import io.portcullis.metrics.MetricRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told of one decision, in words for people and once more as metrics for CloudWatch. What
 * the caller or the issuer sent cannot be put in. Used by one thread.
 */
final class DecisionLine implements IssuerWatch {
  private final ObjectNode line = JsonNodeFactory.instance.objectNode();
  private final long start = System.nanoTime();
  private final List<Metric> metrics = new ArrayList<>();
  private final String functionName;

  DecisionLine(String functionName) {
    this.functionName = functionName;
  }

  void event(RequestEvent event) {
    line.put("request_id", event.requestId().orElse(null));
  }

  void authorized(String customer) {
    line.put("outcome", "authorized").put("customer", customer);
    metrics.add(AuthorizerMetric.AUTHORIZED.onceByLayer());
  }

  void refused(Refusal refusal) {
    line.put("outcome", "refused").put("reason", refusal.word());
    metrics.add(AuthorizerMetric.REFUSED.onceByLayer());
  }

  /** Nobody could tell who calls; the reason is a word of ours or the kind of an exception. */
  void undecided(String reason) {
    line.put("outcome", "undecided").put("reason", reason);
  }

  @Override
  public void issuerFailed(String kind) {
    if (!line.has("issuer_failure")) {
      metrics.add(AuthorizerMetric.ISSUER_FAILURES.once());
    }
    line.put("issuer_failure", kind);
  }

  /** The whole line, of a decision that is about to be told. */
  ObjectNode ended(Instant now) {
    line.put("duration_ms", Duration.ofNanos(System.nanoTime() - start).toMillis());
    new MetricRecord(functionName, metrics).addTo(line, now);
    return line;
  }
}
