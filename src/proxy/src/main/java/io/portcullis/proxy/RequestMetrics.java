package io.portcullis.proxy;

import io.portcullis.metrics.Metric;
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

  List<Metric> ended(Answer answer, Duration total, Instant now) {
    var metrics = new ArrayList<Metric>();
    var calls = ProxyMetric.CALLS.once();
    metrics.add(customer.map(name -> calls.by("Customer", name)).orElse(calls));
    answer.failure().ifPresent(code -> metrics.addAll(refused(code)));
    firstByte.ifPresent(time -> metrics.add(ProxyMetric.FIRST_BYTE.milliseconds(time)));
    metrics.add(ProxyMetric.TOTAL.milliseconds(total));
    tokenCreatedAt.ifPresent(
        createdAt -> metrics.add(ProxyMetric.TOKEN_AGE.seconds(age(createdAt, now))));
    return metrics;
  }

  private static List<Metric> refused(RefusalCode code) {
    var refused = ProxyMetric.REFUSED.once().by("Layer", code.layer().word());
    if (code == RefusalCode.UPSTREAM_UNAVAILABLE) {
      return List.of(refused, ProxyMetric.WARMING.once());
    }
    return code.layer() == Layer.UPSTREAM && code.status() >= 500
        ? List.of(refused, ProxyMetric.UPSTREAM_FAILURES.once())
        : List.of(refused);
  }

  /** Clocks differ by a little, and nothing is younger than new. */
  private static Duration age(Instant createdAt, Instant now) {
    return createdAt.isBefore(now) ? Duration.between(createdAt, now) : Duration.ZERO;
  }
}
