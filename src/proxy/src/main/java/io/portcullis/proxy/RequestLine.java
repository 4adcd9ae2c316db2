package io.portcullis.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is told of one request: who, what, how it ended and how long it took. What client and
 * endpoint sent cannot be put in. Used by one thread.
 */
final class RequestLine {
  private final ObjectNode line = JsonNodeFactory.instance.objectNode();
  private final long start = System.nanoTime();
  private final boolean coldStart;
  private long upstreamNanos;

  RequestLine(boolean coldStart) {
    this.coldStart = coldStart;
    about(Optional.empty(), Optional.empty(), Optional.empty());
  }

  void event(ProxyEvent event) {
    about(event.requestId(), event.apiKeyId(), event.route());
  }

  private void about(Optional<String> requestId, Optional<String> apiKeyId, Optional<Route> route) {
    line.put("request_id", requestId.orElse(null));
    line.put("api_key_id", apiKeyId.orElse(null));
    line.put("route", route.map(Route::toString).orElse(null));
  }

  /** Counts the time of a call to the endpoint. */
  <T> T upstream(Supplier<T> call) {
    var before = System.nanoTime();
    try {
      return call.get();
    } finally {
      upstreamNanos += System.nanoTime() - before;
    }
  }

  /** The kind of an exception that nobody foresaw; its message may quote what was sent. */
  void failure(Exception failure) {
    line.put("exception", failure.getClass().getName());
  }

  /** The whole line, for an answer that is about to be written. */
  ObjectNode ended(Answer answer) {
    var refusal =
        Optional.of(answer)
            .filter(Answer.Refusal.class::isInstance)
            .map(Answer.Refusal.class::cast);
    line.put("status", answer.status());
    line.put("code", refusal.map(r -> r.code().word()).orElse(null));
    line.put("layer", refusal.map(r -> r.code().layer().word()).orElse(null));
    line.put("duration_ms", (System.nanoTime() - start) / 1_000_000);
    line.put("upstream_ms", upstreamNanos / 1_000_000);
    line.put("cold_start", coldStart);
    return line;
  }
}
