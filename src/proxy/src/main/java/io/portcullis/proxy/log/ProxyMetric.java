package io.portcullis.proxy.log;

import io.portcullis.metrics.Metric;
import java.time.Duration;

/** What the proxy measures; alarms name it by {@link #metricName()}. */
public enum ProxyMetric {
  CALLS("Calls"),
  /** Calls that it refused, whatever the layer. */
  REFUSED("Refused"),
  /** Calls that the endpoint failed to answer. */
  UPSTREAM_FAILURES("UpstreamFailures"),
  /** Calls that came while the endpoint was starting. */
  WARMING("Warming"),
  /** Time until the endpoint's headers came. */
  FIRST_BYTE("FirstByte"),
  /** Time of the whole call. */
  TOTAL("Total"),
  /** Age of the token, where it was read from its secret. */
  TOKEN_AGE("TokenAge"),
  /** Calls of the endpoint that were tried again. */
  RETRIES("Retries"),
  /** Calls that should have been tried again, and were not, since too many were already. */
  RETRY_BUDGET_EMPTY("RetryBudgetEmpty"),
  /** Times that this process began to refuse calls because the endpoint fails. */
  BREAKER_OPENED("BreakerOpened"),
  /** Calls refused for that. */
  BREAKER_REFUSED("BreakerRefused"),
  /** Calls refused because the same came too often. */
  DUPLICATES("Duplicates"),
  /** Percent of its quota that a customer has used, of the window that is fullest. */
  QUOTA_SHARE("QuotaShare"),
  /** Calls whose quota the table did not tell. */
  QUOTA_UNAVAILABLE("QuotaUnavailable"),
  /** Percent of the ceiling that is spent, of the window that is fullest. */
  SPEND_SHARE("SpendShare"),
  /** Tokens of the prompt. */
  INPUT_TOKENS("InputTokens"),
  /** Tokens of the answer. */
  OUTPUT_TOKENS("OutputTokens"),
  /** Time that a call waited for an endpoint that starts. */
  WARMING_HOLD("WarmingHold");

  private final String metricName;

  ProxyMetric(String metricName) {
    this.metricName = metricName;
  }

  public String metricName() {
    return metricName;
  }

  public Metric once() {
    return Metric.count(metricName);
  }

  Metric count(long number) {
    return Metric.count(metricName, number);
  }

  Metric percent(int share) {
    return Metric.percent(metricName, share);
  }

  public Metric milliseconds(Duration time) {
    return Metric.milliseconds(metricName, time);
  }

  public Metric seconds(Duration time) {
    return Metric.seconds(metricName, time);
  }
}
