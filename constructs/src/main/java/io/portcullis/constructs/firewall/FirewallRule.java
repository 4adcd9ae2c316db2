package io.portcullis.constructs.firewall;

import software.amazon.awscdk.services.wafv2.CfnWebACL;

/** What the firewall refuses, in the order in which it looks. */
enum FirewallRule {
  NETWORK(
      "AllowedNetworks",
      403,
      "permission_error",
      "firewall_network",
      "calls from this network are not allowed"),
  KEY_MISSING(
      "KeyMissing",
      403,
      "permission_error",
      "firewall_key_missing",
      "the header x-api-key is missing"),
  RATE(
      "RatePerAddress",
      429,
      "rate_limit_error",
      "firewall_rate",
      "too many requests from this address");

  private final String ruleName;
  private final int status;
  private final String type;
  private final String code;
  private final String message;

  FirewallRule(String ruleName, int status, String type, String code, String message) {
    this.ruleName = ruleName;
    this.status = status;
    this.type = type;
    this.code = code;
    this.message = message;
  }

  String code() {
    return code;
  }

  /** Sampled requests would show the key's value, so there are none. */
  CfnWebACL.RuleProperty rule(CfnWebACL.StatementProperty statement) {
    return CfnWebACL.RuleProperty.builder()
        .name(ruleName)
        .priority(ordinal())
        .statement(statement)
        .action(
            CfnWebACL.RuleActionProperty.builder()
                .block(
                    CfnWebACL.BlockActionProperty.builder()
                        .customResponse(
                            CfnWebACL.CustomResponseProperty.builder()
                                .responseCode(status)
                                .customResponseBodyKey(code)
                                .build())
                        .build())
                .build())
        .visibilityConfig(
            CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(ruleName)
                .sampledRequestsEnabled(false)
                .build())
        .build();
  }

  /**
   * AWS WAF puts no request id into a body; the answer's header {@code x-amzn-requestid} has it.
   */
  CfnWebACL.CustomResponseBodyProperty responseBody() {
    return CfnWebACL.CustomResponseBodyProperty.builder()
        .contentType("APPLICATION_JSON")
        .content(
            "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"code\":\"%s\",\"layer\":\"firewall\",\"request_id\":null}}"
                .formatted(message, type, code))
        .build();
  }
}
