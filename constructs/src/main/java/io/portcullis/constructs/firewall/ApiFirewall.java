package io.portcullis.constructs.firewall;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnIPSet;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/**
 * A web ACL before a stage of an API: it refuses foreign networks, requests without an API key, and
 * addresses that ask too often.
 */
public final class ApiFirewall extends Construct {
  private final CfnIPSet allowedNetworks;
  private final CfnWebACL webAcl;
  private final CfnWebACLAssociation association;
  private final FirewallLog log;

  public ApiFirewall(Construct scope, String id, ApiFirewallProps props) {
    super(scope, id);
    allowedNetworks = allowedNetworks(props);
    webAcl = webAcl(props);
    association = association(props);
    log = new FirewallLog(this, "Log", webAcl, props);
  }

  public CfnIPSet getAllowedNetworks() {
    return allowedNetworks;
  }

  public CfnWebACL getWebAcl() {
    return webAcl;
  }

  public CfnWebACLAssociation getAssociation() {
    return association;
  }

  public LogGroup getLog() {
    return log.getLogGroup();
  }

  /** Requests that any rule refused, summed over five minutes. */
  public Metric metricBlocked() {
    return Metric.Builder.create()
        .namespace("AWS/WAFV2")
        .metricName("BlockedRequests")
        .dimensionsMap(
            Map.of("WebACL", metricName(), "Region", Stack.of(this).getRegion(), "Rule", "ALL"))
        .statistic("Sum")
        .period(Duration.minutes(5))
        .build();
  }

  private CfnIPSet allowedNetworks(ApiFirewallProps props) {
    return CfnIPSet.Builder.create(this, "AllowedNetworks")
        .description("Networks that may call the API")
        .scope("REGIONAL")
        .ipAddressVersion("IPV4")
        .addresses(props.allowedCidrs().stream().distinct().sorted().toList())
        .build();
  }

  private CfnWebACL webAcl(ApiFirewallProps props) {
    return CfnWebACL.Builder.create(this, "Resource")
        .description("Front door of a Hugging Face Inference Endpoint")
        .scope("REGIONAL")
        .defaultAction(
            CfnWebACL.DefaultActionProperty.builder()
                .allow(CfnWebACL.AllowActionProperty.builder().build())
                .build())
        .rules(
            List.of(
                FirewallRule.NETWORK.rule(not(inAllowedNetworks())),
                FirewallRule.KEY_MISSING.rule(not(hasApiKey())),
                FirewallRule.RATE.rule(moreThan(props.rateLimit()))))
        .customResponseBodies(
            Stream.of(FirewallRule.values())
                .collect(Collectors.toMap(FirewallRule::code, FirewallRule::responseBody)))
        .dataProtectionConfig(credentialsHashed())
        .visibilityConfig(
            CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(metricName())
                .sampledRequestsEnabled(false)
                .build())
        .build();
  }

  /**
   * A hash in place of a credential wherever AWS WAF shows a request: logs, samples, rate details.
   */
  private static CfnWebACL.DataProtectionConfigProperty credentialsHashed() {
    return CfnWebACL.DataProtectionConfigProperty.builder()
        .dataProtections(
            List.of(
                CfnWebACL.DataProtectProperty.builder()
                    .action("HASH")
                    .field(
                        CfnWebACL.FieldToProtectProperty.builder()
                            .fieldType("SINGLE_HEADER")
                            .fieldKeys(FirewallLog.SECRET_HEADERS)
                            .build())
                    .build()))
        .build();
  }

  private CfnWebACL.StatementProperty inAllowedNetworks() {
    return CfnWebACL.StatementProperty.builder()
        .ipSetReferenceStatement(
            CfnWebACL.IPSetReferenceStatementProperty.builder()
                .arn(allowedNetworks.getAttrArn())
                .build())
        .build();
  }

  /**
   * A size above zero, because AWS WAF has no statement for presence and an absent header matches
   * nothing.
   */
  private static CfnWebACL.StatementProperty hasApiKey() {
    return CfnWebACL.StatementProperty.builder()
        .sizeConstraintStatement(
            CfnWebACL.SizeConstraintStatementProperty.builder()
                .fieldToMatch(
                    CfnWebACL.FieldToMatchProperty.builder()
                        .singleHeader(Map.of("Name", "x-api-key"))
                        .build())
                .comparisonOperator("GT")
                .size(0)
                .textTransformations(
                    List.of(
                        CfnWebACL.TextTransformationProperty.builder()
                            .priority(0)
                            .type("NONE")
                            .build()))
                .build())
        .build();
  }

  private static CfnWebACL.StatementProperty moreThan(Number rateLimit) {
    return CfnWebACL.StatementProperty.builder()
        .rateBasedStatement(
            CfnWebACL.RateBasedStatementProperty.builder()
                .limit(rateLimit)
                .evaluationWindowSec(300)
                .aggregateKeyType("IP")
                .build())
        .build();
  }

  private static CfnWebACL.StatementProperty not(CfnWebACL.StatementProperty statement) {
    return CfnWebACL.StatementProperty.builder()
        .notStatement(CfnWebACL.NotStatementProperty.builder().statement(statement).build())
        .build();
  }

  private CfnWebACLAssociation association(ApiFirewallProps props) {
    return CfnWebACLAssociation.Builder.create(this, "Association")
        .resourceArn(props.apiStage().getStageArn())
        .webAclArn(webAcl.getAttrArn())
        .build();
  }

  /**
   * AWS WAF tells web ACLs apart in CloudWatch by this name, so it must be unique in the account
   * and Region.
   */
  private String metricName() {
    return Names.uniqueResourceName(
        this, UniqueResourceNameOptions.builder().maxLength(128).build());
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static ApiFirewallProps.Builder<ApiFirewall> create(Construct scope, String id) {
      return new ApiFirewallProps.Builder<>(props -> new ApiFirewall(scope, id, props));
    }
  }
}
