package io.portcullis.constructs.firewall;

import static io.portcullis.constructs.firewall.RuleStatement.and;
import static io.portcullis.constructs.firewall.RuleStatement.bodyLargerThan;
import static io.portcullis.constructs.firewall.RuleStatement.hasHeader;
import static io.portcullis.constructs.firewall.RuleStatement.headerMatches;
import static io.portcullis.constructs.firewall.RuleStatement.not;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * The rules of the web ACL in the order in which it looks, which is what AWS recommends: who sees
 * all traffic first, then addresses, then rates, then what the request is made of, then the managed
 * groups that read it.
 */
final class FirewallRules {
  private static final String KEY_HEADER = "x-api-key";

  /** Parameters such as a character set may follow. */
  private static final String JSON = "^application/json\\s*(;|$)";

  private final ApiFirewallProps props;
  private final List<CfnWebACL.RuleProperty> rules = new ArrayList<>();
  private final Map<String, CfnWebACL.CustomResponseBodyProperty> bodies = new LinkedHashMap<>();
  private int capacity;

  FirewallRules(ApiFirewallProps props, Optional<NetworkSet> denied, Optional<NetworkSet> allowed) {
    this.props = props;
    add(ManagedRuleGroup.ANTI_DDOS);
    denied.ifPresent(set -> add(FirewallRule.NETWORK_DENIED, set.statement()));
    allowed.ifPresent(set -> add(FirewallRule.NETWORK, not(set.statement())));
    if (!props.allowedCountries().isEmpty()) {
      add(FirewallRule.COUNTRY, not(RuleStatement.fromCountry(props.allowedCountries())));
    }
    add(FirewallRule.RATE, RuleStatement.moreThanPerAddress(props.rateLimit()));
    add(FirewallRule.KEY_RATE, RuleStatement.moreThanPerHeader(props.keyRateLimit(), KEY_HEADER));
    add(FirewallRule.KEY_MISSING, not(hasHeader(KEY_HEADER)));
    add(
        FirewallRule.CONTENT_TYPE,
        and(bodyLargerThan(0), not(headerMatches("content-type", JSON))));
    if (!props.oversizeBodiesAllowed()) {
      add(FirewallRule.BODY_TOO_LARGE, bodyLargerThan(props.inspectionLimit().bytes()));
    }
    Stream.of(ManagedRuleGroup.values())
        .filter(group -> group != ManagedRuleGroup.ANTI_DDOS)
        .forEach(this::add);
  }

  List<CfnWebACL.RuleProperty> rules() {
    return List.copyOf(rules);
  }

  /** What the rules that refuse answer, by code. */
  Map<String, CfnWebACL.CustomResponseBodyProperty> bodies() {
    return Collections.unmodifiableMap(bodies);
  }

  int capacity() {
    return capacity;
  }

  private void add(FirewallRule rule, RuleStatement statement) {
    var counted = props.countedRules().contains(rule);
    rules.add(rule.rule(rules.size(), statement, counted));
    if (!counted) {
      bodies.put(rule.code(), rule.responseBody());
    }
    capacity += statement.capacity();
  }

  private void add(ManagedRuleGroup group) {
    if (props.managedRuleGroups().contains(group)) {
      rules.add(group.rule(rules.size(), props.countedGroups().contains(group)));
      capacity += group.capacity();
    }
  }
}
