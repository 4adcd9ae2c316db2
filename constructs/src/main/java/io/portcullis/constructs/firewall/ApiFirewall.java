package io.portcullis.constructs.firewall;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnIPSet;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/**
 * A web ACL before a stage of an API for language models: it refuses foreign networks, floods,
 * requests without an API key, bodies that are not JSON, and what AWS knows to be malicious; what a
 * prompt says refuses nothing. A team's own web ACL in its place needs no construct of this
 * library's, only a {@link CfnWebACLAssociation}.
 */
public final class ApiFirewall extends Construct {
  private final Optional<NetworkSet> deniedNetworks;
  private final Optional<NetworkSet> allowedNetworks;
  private final FirewallRules rules;
  private final CfnWebACL webAcl;
  private final CfnWebACLAssociation association;
  private final FirewallLog log;

  public ApiFirewall(Construct scope, String id, ApiFirewallProps props) {
    super(scope, id);
    deniedNetworks = deniedNetworks(props);
    allowedNetworks = allowedNetworks(props);
    rules = new FirewallRules(props, deniedNetworks, allowedNetworks);
    webAcl = webAcl(props);
    association = association(props);
    log = new FirewallLog(this, "Log", webAcl, props);
  }

  /** One IP set for each address family that occurs. */
  public List<CfnIPSet> getDeniedNetworks() {
    return deniedNetworks.map(NetworkSet::getIpSets).orElse(List.of());
  }

  /** One IP set for each address family that occurs; none where any network may call. */
  public List<CfnIPSet> getAllowedNetworks() {
    return allowedNetworks.map(NetworkSet::getIpSets).orElse(List.of());
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

  public CfnLoggingConfiguration getLoggingConfiguration() {
    return log.getConfiguration();
  }

  /**
   * Web ACL capacity units of all rules. AWS takes up to 5,000 and a higher price per request above
   * 1,500 ("Web ACL capacity units (WCUs) in AWS WAF"); with every rule and group there is, it
   * stays below. What AWS itself counts is {@link CfnWebACL#getAttrCapacity}.
   */
  public int getCapacity() {
    return rules.capacity();
  }

  /** Requests that any rule refused, summed over five minutes. */
  public Metric metricBlocked() {
    return metric("BlockedRequests", "ALL");
  }

  /** Requests that one rule refused, summed over five minutes. */
  public Metric metricBlocked(FirewallRule rule) {
    return metric("BlockedRequests", rule.ruleName());
  }

  /** Requests that one group refused, summed over five minutes. */
  public Metric metricBlocked(ManagedRuleGroup group) {
    return metric("BlockedRequests", group.awsName());
  }

  /** Requests that one counted rule would have refused, summed over five minutes. */
  public Metric metricCounted(FirewallRule rule) {
    return metric("CountedRequests", rule.ruleName());
  }

  /** Requests that one counted group would have refused, summed over five minutes. */
  public Metric metricCounted(ManagedRuleGroup group) {
    return metric("CountedRequests", group.awsName());
  }

  private Optional<NetworkSet> deniedNetworks(ApiFirewallProps props) {
    return props.deniedCidrs().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NetworkSet(
                this, "DeniedNetworks", "Networks that may not call the API", props.deniedCidrs()));
  }

  private Optional<NetworkSet> allowedNetworks(ApiFirewallProps props) {
    return props.anyNetworkAllowed()
        ? Optional.empty()
        : Optional.of(
            new NetworkSet(
                this, "AllowedNetworks", "Networks that may call the API", props.allowedCidrs()));
  }

  private CfnWebACL webAcl(ApiFirewallProps props) {
    return CfnWebACL.Builder.create(this, "Resource")
        .description("Front door of a Hugging Face Inference Endpoint")
        .scope("REGIONAL")
        .defaultAction(
            CfnWebACL.DefaultActionProperty.builder()
                .allow(CfnWebACL.AllowActionProperty.builder().build())
                .build())
        .rules(rules.rules())
        .customResponseBodies(rules.bodies())
        .associationConfig(inspected(props.inspectionLimit()))
        .dataProtectionConfig(ProtectedFields.dataProtection())
        .visibilityConfig(Visibility.as(metricName()))
        .build();
  }

  private static CfnWebACL.AssociationConfigProperty inspected(InspectionLimit limit) {
    return CfnWebACL.AssociationConfigProperty.builder()
        .requestBody(
            Map.of(
                "API_GATEWAY",
                CfnWebACL.RequestBodyAssociatedResourceTypeConfigProperty.builder()
                    .defaultSizeInspectionLimit(limit.name())
                    .build()))
        .build();
  }

  private CfnWebACLAssociation association(ApiFirewallProps props) {
    return CfnWebACLAssociation.Builder.create(this, "Association")
        .resourceArn(props.apiStage().getStageArn())
        .webAclArn(webAcl.getAttrArn())
        .build();
  }

  private Metric metric(String name, String rule) {
    return Metric.Builder.create()
        .namespace("AWS/WAFV2")
        .metricName(name)
        .dimensionsMap(
            Map.of("WebACL", metricName(), "Region", Stack.of(this).getRegion(), "Rule", rule))
        .statistic("Sum")
        .period(Duration.minutes(5))
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
