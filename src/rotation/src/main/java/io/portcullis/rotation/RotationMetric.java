package io.portcullis.rotation;

import io.portcullis.metrics.Metric;

/** What the rotation measures; alarms name it by {@link #metricName()}. */
public enum RotationMetric {
  /** Rotations that made a token current. */
  SUCCEEDED("RotationSucceeded"),
  /** Steps that failed. */
  FAILED("RotationFailed");

  private final String metricName;

  RotationMetric(String metricName) {
    this.metricName = metricName;
  }

  public String metricName() {
    return metricName;
  }

  Metric once() {
    return Metric.count(metricName);
  }
}
