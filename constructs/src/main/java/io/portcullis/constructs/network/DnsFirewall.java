package io.portcullis.constructs.network;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.route53resolver.CfnFirewallDomainList;
import software.amazon.awscdk.services.route53resolver.CfnFirewallRuleGroup;
import software.amazon.awscdk.services.route53resolver.CfnFirewallRuleGroup.FirewallRuleProperty;
import software.amazon.awscdk.services.route53resolver.CfnFirewallRuleGroupAssociation;
import software.constructs.Construct;

/**
 * Lets a VPC resolve a few names and no other: Route 53 Resolver DNS Firewall with an allow list,
 * and everything else answered as if it did not exist.
 *
 * <p>It closes the way on which data leaves even a network without a route, as the name of a query.
 * It limits names, not addresses: where there is a route out, a connection to an address that was
 * not looked up remains possible. Names of private hosted zones and of interface endpoints are
 * names like others and must be in the list.
 *
 * <p>While the firewall itself fails, no name is resolved. That is Route 53's default ({@code
 * FirewallFailOpen} is {@code DISABLED}); CloudFormation has no resource that could say it.
 */
public final class DnsFirewall extends Construct {
  private final CfnFirewallDomainList allowedDomains;
  private final CfnFirewallRuleGroup ruleGroup;
  private final CfnFirewallRuleGroupAssociation association;

  public DnsFirewall(Construct scope, String id, DnsFirewallProps props) {
    super(scope, id);
    allowedDomains = domainList("AllowedDomains", props.allowedDomains());
    ruleGroup = ruleGroup();
    association = association(props);
  }

  public CfnFirewallDomainList getAllowedDomains() {
    return allowedDomains;
  }

  public CfnFirewallRuleGroup getRuleGroup() {
    return ruleGroup;
  }

  public CfnFirewallRuleGroupAssociation getAssociation() {
    return association;
  }

  /** Lets one name more be resolved. */
  void allow(String domain) {
    var domains = new ArrayList<>(allowedDomains.getDomains());
    domains.add(domain);
    allowedDomains.setDomains(domains);
  }

  private CfnFirewallDomainList domainList(String id, List<String> domains) {
    return CfnFirewallDomainList.Builder.create(this, id).domains(domains).build();
  }

  private CfnFirewallRuleGroup ruleGroup() {
    return CfnFirewallRuleGroup.Builder.create(this, "Resource")
        .firewallRules(List.of(allow(), blockTheRest()))
        .build();
  }

  /**
   * Where an allowed name is an alias, what it points at is trusted: the owner of an allowed name
   * answers for it, and its targets change without notice.
   */
  private FirewallRuleProperty allow() {
    return FirewallRuleProperty.builder()
        .priority(100)
        .action("ALLOW")
        .firewallDomainListId(allowedDomains.getAttrId())
        .firewallDomainRedirectionAction("TRUST_REDIRECTION_DOMAIN")
        .build();
  }

  /**
   * {@code NXDOMAIN}, after which a client gives up; after {@code NODATA} it asks for other types.
   */
  private FirewallRuleProperty blockTheRest() {
    return FirewallRuleProperty.builder()
        .priority(200)
        .action("BLOCK")
        .blockResponse("NXDOMAIN")
        .firewallDomainListId(domainList("AllDomains", List.of("*")).getAttrId())
        .build();
  }

  /**
   * Without mutation protection, which bars CloudFormation as well: the stack could neither change
   * nor delete it.
   */
  private CfnFirewallRuleGroupAssociation association(DnsFirewallProps props) {
    return CfnFirewallRuleGroupAssociation.Builder.create(this, "Association")
        .firewallRuleGroupId(ruleGroup.getAttrId())
        .vpcId(props.vpc().getVpcId())
        .priority(props.priority())
        .mutationProtection("DISABLED")
        .build();
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static DnsFirewallProps.Builder<DnsFirewall> create(Construct scope, String id) {
      return new DnsFirewallProps.Builder<>(props -> new DnsFirewall(scope, id, props));
    }
  }
}
