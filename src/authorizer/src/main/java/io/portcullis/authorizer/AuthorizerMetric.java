package io.portcullis.authorizer;

import io.portcullis.metrics.Metric;

/** What the authorizer measures; alarms name it by {@link #metricName()}. */
public enum AuthorizerMetric {
  /** Callers that are known. */
  AUTHORIZED("Authorized"),
  /** Callers that are not. */
  REFUSED("Refused"),
  /** Times that the issuer did not give its keys, whether or not earlier ones helped out. */
  ISSUER_FAILURES("IssuerFailures");

  private static final String LAYER = "identity";

  private final String metricName;

  AuthorizerMetric(String metricName) {
    this.metricName = metricName;
  }

  public String metricName() {
    return metricName;
  }

  Metric once() {
    return Metric.count(metricName);
  }

  /** The same, told apart as the proxy's are. */
  Metric onceByLayer() {
    return once().by("Layer", LAYER);
  }
}
