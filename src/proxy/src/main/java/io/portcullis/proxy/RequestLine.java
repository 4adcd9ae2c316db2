package io.portcullis.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.http.HttpReply;
import io.portcullis.metrics.MetricRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is told of one request: who, what, how it ended and how long it took, in words for people
 * and once more as metrics for CloudWatch. What client and endpoint sent cannot be put in. Used by
 * one thread.
 */
final class RequestLine {
  private final ObjectNode line = JsonNodeFactory.instance.objectNode();
  private final long start = System.nanoTime();
  private final RequestMetrics metrics = new RequestMetrics();
  private final String functionName;
  private final boolean coldStart;
  private long upstreamNanos;

  RequestLine(String functionName, boolean coldStart) {
    this.functionName = functionName;
    this.coldStart = coldStart;
    about(Optional.empty(), Optional.empty(), Optional.empty());
  }

  void event(ProxyEvent event) {
    about(event.requestId(), event.apiKeyId(), event.route());
    metrics.customer(event.customer());
  }

  private void about(Optional<String> requestId, Optional<String> apiKeyId, Optional<Route> route) {
    line.put("request_id", requestId.orElse(null));
    line.put("api_key_id", apiKeyId.orElse(null));
    line.put("route", route.map(Route::toString).orElse(null));
  }

  /** The token was read from its secret, whose version is that old. */
  void tokenRead(Instant createdAt) {
    metrics.tokenRead(createdAt);
  }

  /** Counts time that the endpoint takes. */
  <T> T upstreamTime(Supplier<T> wait) {
    var before = System.nanoTime();
    try {
      return wait.get();
    } finally {
      upstreamNanos += System.nanoTime() - before;
    }
  }

  /** The endpoint replied to a call. */
  void reply(HttpReply reply) {
    if (reply instanceof HttpReply.Opened opened) {
      metrics.firstByte(opened.firstByte());
    } else if (reply instanceof HttpReply.Answered answered) {
      metrics.firstByte(answered.firstByte());
    }
  }

  /** The kind of an exception that nobody foresaw; its message may quote what was sent. */
  void failure(Exception failure) {
    line.put("exception", failure.getClass().getName());
  }

  /** The whole line, for an answer that is about to be written. */
  ObjectNode ended(Answer answer, Instant now) {
    var total = Duration.ofNanos(System.nanoTime() - start);
    line.put("status", answer.status());
    line.put("code", answer.failure().map(RefusalCode::word).orElse(null));
    line.put("layer", answer.failure().map(code -> code.layer().word()).orElse(null));
    line.put("duration_ms", total.toMillis());
    line.put("upstream_ms", upstreamNanos / 1_000_000);
    line.put("cold_start", coldStart);
    new MetricRecord(functionName, metrics.ended(answer, total, now)).addTo(line, now);
    return line;
  }
}
