package io.portcullis.constructs.firewall;

import java.util.List;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * A rule group that AWS maintains, with the rules that must not block calls of a language model,
 * each with its reason. A prompt is data whatever it says: nothing behind this firewall puts a body
 * into a page, a path, a shell or a logger. Nor is there a path on which such a rule should block
 * after all, by its label: every route takes prompts or no body, and elsewhere API Gateway answers
 * 404 without running anything.
 *
 * <p>Groups are taken in their default version. A static one cannot be chosen any more once AWS
 * schedules its end, so a template would stop deploying ("Version life cycle for managed rule
 * groups"), and IP lists have none.
 */
public enum ManagedRuleGroup {
  /**
   * Refuses the most suspicious participants of a flood. It costs a monthly fee and a fee per
   * request of its own; nothing is sent a challenge, because no API client can solve one.
   */
  ANTI_DDOS("AWSManagedRulesAntiDDoSRuleSet", 50),

  /** Refuses addresses that AWS knows to be malicious. */
  IP_REPUTATION("AWSManagedRulesAmazonIpReputationList", 25),

  /** Refuses Tor, public proxies and anonymous VPNs. */
  ANONYMOUS_IP(
      "AWSManagedRulesAnonymousIpList",
      50,
      new RuleOverride(
          "HostingProviderIPList", "Callers are services, and services run at hosting providers")),

  /** Refuses what known exploits look like, in paths, headers and queries. */
  KNOWN_BAD_INPUTS(
      "AWSManagedRulesKnownBadInputsRuleSet",
      200,
      new RuleOverride(
          "Log4JRCE_BODY", "Prompts hold ${…}: templates, shell, questions on Log4Shell"),
      new RuleOverride("JavaDeserializationRCE_BODY", "Prompts hold Java source and stack traces"),
      new RuleOverride("ReactJSRCE_BODY", "Prompts hold JavaScript source")),

  /** Refuses what attacks on web applications look like, in paths, headers and queries. */
  COMMON_RULES(
      "AWSManagedRulesCommonRuleSet",
      700,
      new RuleOverride(
          "SizeRestrictions_BODY", "It blocks bodies over 8 KB, and prompts are longer"),
      new RuleOverride("CrossSiteScripting_BODY", "Prompts hold HTML and JavaScript"),
      new RuleOverride("GenericLFI_BODY", "Prompts hold relative paths such as ../../lib"),
      new RuleOverride("GenericRFI_BODY", "Prompts hold addresses of files on the web"),
      new RuleOverride(
          "EC2MetaDataSSRF_BODY", "Prompts hold cloud configuration and its addresses"));

  private final String awsName;
  private final int capacity;
  private final List<RuleOverride> overrides;

  ManagedRuleGroup(String awsName, int capacity, RuleOverride... overrides) {
    this.awsName = awsName;
    this.capacity = capacity;
    this.overrides = List.of(overrides);
  }

  /**
   * A rule of a group that counts instead of refusing.
   *
   * @param rule exactly as AWS names it, since AWS WAF ignores an override of a name that it does
   *     not know
   * @param reason why it must not refuse
   */
  public record RuleOverride(String rule, String reason) {}

  /** Its name at AWS, which is also its rule's name in the web ACL, in metrics and in logs. */
  public String awsName() {
    return awsName;
  }

  /** Web ACL capacity units that it takes ("AWS Managed Rules rule groups list"). */
  public int capacity() {
    return capacity;
  }

  /** Its rules that count instead of refusing. */
  public List<RuleOverride> overrides() {
    return overrides;
  }

  CfnWebACL.RuleProperty rule(int priority, boolean counted) {
    var statement =
        CfnWebACL.ManagedRuleGroupStatementProperty.builder().vendorName("AWS").name(awsName);
    if (!overrides.isEmpty()) {
      statement.ruleActionOverrides(overrides.stream().map(ManagedRuleGroup::counting).toList());
    }
    if (this == ANTI_DDOS) {
      statement.managedRuleGroupConfigs(List.of(withoutChallenge()));
    }
    return CfnWebACL.RuleProperty.builder()
        .name(awsName)
        .priority(priority)
        .statement(
            CfnWebACL.StatementProperty.builder()
                .managedRuleGroupStatement(statement.build())
                .build())
        .overrideAction(Actions.ofGroup(counted))
        .visibilityConfig(Visibility.as(awsName))
        .build();
  }

  private static CfnWebACL.RuleActionOverrideProperty counting(RuleOverride override) {
    return CfnWebACL.RuleActionOverrideProperty.builder()
        .name(override.rule())
        .actionToUse(Actions.count())
        .build();
  }

  private static CfnWebACL.ManagedRuleGroupConfigProperty withoutChallenge() {
    return CfnWebACL.ManagedRuleGroupConfigProperty.builder()
        .awsManagedRulesAntiDDoSRuleSet(
            CfnWebACL.AWSManagedRulesAntiDDoSRuleSetProperty.builder()
                .clientSideActionConfig(
                    CfnWebACL.ClientSideActionConfigProperty.builder()
                        .challenge(
                            CfnWebACL.ClientSideActionProperty.builder()
                                .usageOfAction("DISABLED")
                                .build())
                        .build())
                .sensitivityToBlock("LOW")
                .build())
        .build();
  }
}
