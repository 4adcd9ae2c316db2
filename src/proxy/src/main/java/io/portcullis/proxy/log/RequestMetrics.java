package io.portcullis.proxy.log;

import io.portcullis.metrics.Metric;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.content.Usage;
import io.portcullis.proxy.refusal.Layer;
import io.portcullis.proxy.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What CloudWatch counts of one request. Dimensions are words of this function and names of the
 * template; nothing that a client chooses becomes one.
 */
final class RequestMetrics {
  private final List<Metric> happened = new ArrayList<>();
  private Optional<String> customer = Optional.empty();
  private Optional<Duration> firstByte = Optional.empty();
  private Optional<Instant> tokenCreatedAt = Optional.empty();

  void customer(Optional<String> name) {
    customer = name;
  }

  /** The endpoint's headers came; of several calls the last counts. */
  void firstByte(Duration time) {
    firstByte = Optional.of(time);
  }

  /** The token was read from its secret. */
  void tokenRead(Instant createdAt) {
    tokenCreatedAt = Optional.of(createdAt);
  }

  /** Something happened on the way. */
  void add(Metric metric) {
    happened.add(metric);
  }

  /** The same, of the customer. */
  void addOfCustomer(Metric metric) {
    happened.add(ofCustomer(metric));
  }

  List<Metric> ended(Answer answer, Duration total, Instant now) {
    var metrics = new ArrayList<Metric>();
    metrics.add(ofCustomer(ProxyMetric.CALLS.once()));
    answer.failure().ifPresent(code -> metrics.addAll(refused(code)));
    firstByte.ifPresent(time -> metrics.add(ProxyMetric.FIRST_BYTE.milliseconds(time)));
    metrics.add(ProxyMetric.TOTAL.milliseconds(total));
    tokenCreatedAt.ifPresent(
        createdAt -> metrics.add(ProxyMetric.TOKEN_AGE.seconds(age(createdAt, now))));
    answer.usage().ifPresent(usage -> metrics.addAll(used(usage)));
    metrics.addAll(happened);
    return metrics;
  }

  private List<Metric> used(Usage usage) {
    return List.of(
        ofCustomer(ProxyMetric.INPUT_TOKENS.count(usage.inputTokens())),
        ofCustomer(ProxyMetric.OUTPUT_TOKENS.count(usage.outputTokens())));
  }

  private Metric ofCustomer(Metric metric) {
    return customer.map(name -> metric.by("Customer", name)).orElse(metric);
  }

  private static List<Metric> refused(RefusalCode code) {
    var metrics = new ArrayList<Metric>();
    metrics.add(ProxyMetric.REFUSED.once().by("Layer", code.layer().word()));
    kind(code).ifPresent(kind -> metrics.add(kind.once()));
    return metrics;
  }

  /** What else a refusal counts as. */
  private static Optional<ProxyMetric> kind(RefusalCode code) {
    return switch (code) {
      case UPSTREAM_WARMING -> Optional.of(ProxyMetric.WARMING);
      case GUARD_BREAKER_OPEN -> Optional.of(ProxyMetric.BREAKER_REFUSED);
      case GUARD_DUPLICATES -> Optional.of(ProxyMetric.DUPLICATES);
      case QUOTA_UNAVAILABLE -> Optional.of(ProxyMetric.QUOTA_UNAVAILABLE);
      default ->
          code.layer() == Layer.UPSTREAM && code.status() >= 500
              ? Optional.of(ProxyMetric.UPSTREAM_FAILURES)
              : Optional.empty();
    };
  }

  /** Clocks differ by a little, and nothing is younger than new. */
  private static Duration age(Instant createdAt, Instant now) {
    return createdAt.isBefore(now) ? Duration.between(createdAt, now) : Duration.ZERO;
  }
}
