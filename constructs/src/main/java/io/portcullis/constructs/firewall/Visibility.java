package io.portcullis.constructs.firewall;

import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * What AWS WAF shows of a rule: its metrics, and no sampled requests, since a sample is a copy of
 * somebody's call outside of the encrypted log.
 */
final class Visibility {
  private Visibility() {}

  static CfnWebACL.VisibilityConfigProperty as(String metricName) {
    return CfnWebACL.VisibilityConfigProperty.builder()
        .cloudWatchMetricsEnabled(true)
        .metricName(metricName)
        .sampledRequestsEnabled(false)
        .build();
  }
}
