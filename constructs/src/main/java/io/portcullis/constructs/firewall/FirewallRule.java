package io.portcullis.constructs.firewall;

import io.portcullis.constructs.refusal.RefusalBody;
import io.portcullis.constructs.refusal.Retry;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/** A rule of the firewall's own, in the order in which it looks, and what it answers. */
public enum FirewallRule {
  NETWORK_DENIED(
      "DeniedNetworks",
      403,
      "permission_error",
      Retry.NEVER,
      "firewall_network_denied",
      "calls from this network are denied"),
  NETWORK(
      "AllowedNetworks",
      403,
      "permission_error",
      Retry.NEVER,
      "firewall_network",
      "calls from this network are not allowed"),
  COUNTRY(
      "AllowedCountries",
      403,
      "permission_error",
      Retry.NEVER,
      "firewall_country",
      "calls from this country are not allowed"),
  RATE(
      "RatePerAddress",
      429,
      "rate_limit_error",
      Retry.after(RuleStatement.RATE_WINDOW_SECONDS),
      "firewall_rate",
      "too many requests from this address"),
  KEY_RATE(
      "RatePerKey",
      429,
      "rate_limit_error",
      Retry.after(RuleStatement.RATE_WINDOW_SECONDS),
      "firewall_key_rate",
      "too many requests with this API key"),
  KEY_MISSING(
      "KeyMissing",
      403,
      "permission_error",
      Retry.NEVER,
      "firewall_key_missing",
      "the header x-api-key is missing"),
  CONTENT_TYPE(
      "ContentType",
      415,
      "invalid_request_error",
      Retry.NEVER,
      "firewall_content_type",
      "the content type must be application/json"),
  BODY_TOO_LARGE(
      "BodySize",
      413,
      "invalid_request_error",
      Retry.NEVER,
      "firewall_body_too_large",
      "the request body is too large");

  private final String ruleName;
  private final int status;
  private final String type;
  private final Retry retry;
  private final String code;
  private final String message;

  FirewallRule(String ruleName, int status, String type, Retry retry, String code, String message) {
    this.ruleName = ruleName;
    this.status = status;
    this.type = type;
    this.retry = retry;
    this.code = code;
    this.message = message;
  }

  /** Its name in the web ACL, in metrics and in logs. */
  public String ruleName() {
    return ruleName;
  }

  /** HTTP status of its answer. */
  public int status() {
    return status;
  }

  /** Stable code of its answer. */
  public String code() {
    return code;
  }

  /** Whether another try can help. */
  public Retry retry() {
    return retry;
  }

  /** What its answer tells the caller. */
  public String message() {
    return message;
  }

  CfnWebACL.RuleProperty rule(int priority, RuleStatement statement, boolean counted) {
    return CfnWebACL.RuleProperty.builder()
        .name(ruleName)
        .priority(priority)
        .statement(statement.property())
        .action(counted ? Actions.count() : Actions.block(status, code, retry.headers()))
        .visibilityConfig(Visibility.as(ruleName))
        .build();
  }

  /**
   * AWS WAF puts no request id into a body; the answer's header {@code x-amzn-requestid} has it.
   */
  CfnWebACL.CustomResponseBodyProperty responseBody() {
    return CfnWebACL.CustomResponseBodyProperty.builder()
        .contentType("APPLICATION_JSON")
        .content(RefusalBody.of(message, type, code, "firewall", "null"))
        .build();
  }
}
