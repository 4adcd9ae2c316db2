package io.portcullis.proxy.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.http.HttpReply;
import io.portcullis.metrics.MetricRecord;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.breaker.Verdict;
import io.portcullis.proxy.content.Usage;
import io.portcullis.proxy.quota.RateLimits;
import io.portcullis.proxy.quota.Reservation;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.request.ProxyEvent;
import io.portcullis.proxy.request.Route;
import io.portcullis.proxy.retry.RetryDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is told of one request: who, what, how it ended and how long it took, in words for people
 * and once more as metrics for CloudWatch. What client and endpoint sent cannot be put in. Used by
 * one thread.
 */
public final class RequestLine {
  private final ObjectNode line = JsonNodeFactory.instance.objectNode();
  private final long start = System.nanoTime();
  private final RequestMetrics metrics = new RequestMetrics();
  private final String functionName;
  private final boolean coldStart;
  private Optional<Duration> firstByte = Optional.empty();
  private int retries;
  private long upstreamNanos;

  public RequestLine(String functionName, boolean coldStart) {
    this.functionName = functionName;
    this.coldStart = coldStart;
    about(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public void event(ProxyEvent event) {
    var customer = event.customer();
    about(event.requestId(), event.apiKeyId(), customer, event.route());
    metrics.customer(customer);
  }

  private void about(
      Optional<String> requestId,
      Optional<String> apiKeyId,
      Optional<String> customer,
      Optional<Route> route) {
    line.put("request_id", requestId.orElse(null));
    line.put("api_key_id", apiKeyId.orElse(null));
    line.put("customer", customer.orElse(null));
    line.put("route", route.map(Route::toString).orElse(null));
  }

  /** The token was read from its secret, whose version is that old. */
  public void tokenRead(Instant createdAt) {
    metrics.tokenRead(createdAt);
  }

  /** The token could not be renewed, and is used beyond its time. */
  public void staleToken() {
    line.put("token", "stale");
  }

  /** The endpoint knew the token that was in use before, and not the current one. */
  public void previousToken() {
    line.put("token", "previous");
  }

  /** The guards were asked. */
  public void guarded(Reservation reservation, Optional<Verdict.Mode> breaker) {
    line.put("breaker", breaker.map(Verdict.Mode::word).orElse(null));
    if (reservation instanceof Reservation.Granted granted) {
      left(granted.limits());
      if (granted.uncounted()) {
        metrics.add(ProxyMetric.QUOTA_UNAVAILABLE.once());
      }
    } else if (reservation instanceof Reservation.Exceeded exceeded) {
      left(exceeded.limits());
    }
  }

  private void left(RateLimits limits) {
    limits
        .share()
        .ifPresent(share -> metrics.addOfCustomer(ProxyMetric.QUOTA_SHARE.percent(share)));
    limits.spendShare().ifPresent(share -> metrics.add(ProxyMetric.SPEND_SHARE.percent(share)));
  }

  /** A call of the endpoint failed in a way that allows another one. */
  public void retry(RetryDecision decision) {
    if (decision == RetryDecision.RETRY) {
      retries++;
      metrics.add(ProxyMetric.RETRIES.once());
    } else if (decision == RetryDecision.NO_BUDGET) {
      metrics.add(ProxyMetric.RETRY_BUDGET_EMPTY.once());
    }
  }

  /** What the endpoint failed to do opened the breaker. */
  public void breakerOpened() {
    metrics.add(ProxyMetric.BREAKER_OPENED.once());
  }

  /** How long an endpoint that is starting held the call; zero of any other. */
  public void warming(Duration held) {
    line.put("warming_ms", held.toMillis());
    if (!held.isZero()) {
      metrics.add(ProxyMetric.WARMING_HOLD.milliseconds(held));
    }
  }

  /** Counts time that the endpoint takes. */
  public <T> T upstreamTime(Supplier<T> wait) {
    var before = System.nanoTime();
    try {
      return wait.get();
    } finally {
      upstreamNanos += System.nanoTime() - before;
    }
  }

  /** The endpoint replied to a call. */
  public void reply(HttpReply reply) {
    if (reply instanceof HttpReply.Opened opened) {
      firstByte(opened.firstByte());
    } else if (reply instanceof HttpReply.Answered answered) {
      firstByte(answered.firstByte());
    }
  }

  private void firstByte(Duration time) {
    firstByte = Optional.of(time);
    metrics.firstByte(time);
  }

  /** The kind of an exception that nobody foresaw; its message may quote what was sent. */
  public void failure(Exception failure) {
    line.put("exception", failure.getClass().getName());
  }

  /** The whole line, for an answer that is about to be written. */
  public ObjectNode ended(Answer answer, Instant now) {
    var total = Duration.ofNanos(System.nanoTime() - start);
    line.put("status", answer.status());
    line.put("code", answer.failure().map(RefusalCode::word).orElse(null));
    line.put("layer", answer.failure().map(code -> code.layer().word()).orElse(null));
    line.put("own_ms", (total.toNanos() - upstreamNanos) / 1_000_000);
    line.put("upstream_ms", upstreamNanos / 1_000_000);
    line.put("first_byte_ms", firstByte.map(Duration::toMillis).orElse(null));
    line.put("duration_ms", total.toMillis());
    line.put("input_tokens", answer.usage().map(Usage::inputTokens).orElse(null));
    line.put("output_tokens", answer.usage().map(Usage::outputTokens).orElse(null));
    line.put("retries", retries);
    line.put("cold_start", coldStart);
    new MetricRecord(functionName, metrics.ended(answer, total, now)).addTo(line, now);
    return line;
  }
}
