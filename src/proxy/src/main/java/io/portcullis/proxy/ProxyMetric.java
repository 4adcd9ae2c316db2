package io.portcullis.proxy;

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
  TOKEN_AGE("TokenAge");

  private final String metricName;

  ProxyMetric(String metricName) {
    this.metricName = metricName;
  }

  public String metricName() {
    return metricName;
  }

  Metric once() {
    return Metric.count(metricName);
  }

  Metric milliseconds(Duration time) {
    return Metric.milliseconds(metricName, time);
  }

  Metric seconds(Duration time) {
    return Metric.seconds(metricName, time);
  }
}
