package io.portcullis.rotation.log;

import io.portcullis.metrics.Metric;
import java.time.Duration;

/** What the rotation measures; alarms name it by {@link #metricName()}. */
public enum RotationMetric {
  /** Rotations that made a token current. */
  SUCCEEDED("RotationSucceeded"),
  /** Steps that failed. */
  FAILED("RotationFailed"),
  /** Time since the current version was made. */
  TOKEN_AGE("TokenAge"),
  /** Time until the current token expires, or until its maximum age. */
  TOKEN_TIME_LEFT("TokenTimeLeft"),
  /** Whether a replaced token outlived twice its grace. */
  PREVIOUS_TOKEN_IN_USE("PreviousTokenInUse"),
  /** Whether the endpoint admits more callers than it should. */
  ENDPOINT_EXPOSED("EndpointExposed"),
  /** Whether the current version was made current by somebody else, or is refused. */
  CURRENT_UNVERIFIED("CurrentUnverified"),
  /** Replaced tokens that were ended. */
  TOKENS_RETIRED("TokensRetired"),
  /** Time since the credential was stored. */
  CREDENTIAL_AGE("CredentialAge"),
  /**
   * Tokens that the endpoint itself was not asked about, because Hugging Face does not offer it.
   */
  ENDPOINT_UNCHECKED("EndpointUnchecked");

  private final String metricName;

  RotationMetric(String metricName) {
    this.metricName = metricName;
  }

  public String metricName() {
    return metricName;
  }

  public Metric once() {
    return Metric.count(metricName);
  }

  public Metric number(long number) {
    return Metric.count(metricName, number);
  }

  /** 1 if it is so, else 0. */
  public Metric whether(boolean holds) {
    return Metric.count(metricName, holds ? 1 : 0);
  }

  public Metric seconds(Duration time) {
    return Metric.seconds(metricName, time);
  }
}
