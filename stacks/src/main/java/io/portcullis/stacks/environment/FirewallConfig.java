package io.portcullis.stacks.environment;

import io.portcullis.constructs.customer.Cidr;
import io.portcullis.constructs.firewall.FirewallRule;
import io.portcullis.constructs.firewall.InspectionLimit;
import io.portcullis.constructs.firewall.ManagedRuleGroup;
import java.util.List;
import java.util.Set;

/**
 * Rules and limits of the firewall of an environment.
 *
 * @param rateLimit requests that one address may make in five minutes, from 10 to 2,000,000,000 as
 *     AWS WAF takes it
 * @param keyRateLimit requests that may be made with one key in five minutes, in the same bounds
 * @param inspection how much of a body the firewall sees
 * @param deniedCidrs ranges that are refused even where a customer's range holds them
 * @param allowedCountries countries that calls may come from, as two letters; none admits all
 * @param managedRuleGroups rule groups of AWS
 * @param counted rules that count and do not refuse yet
 * @param countedGroups rule groups that count and do not refuse yet
 */
public record FirewallConfig(
    int rateLimit,
    int keyRateLimit,
    InspectionLimit inspection,
    List<String> deniedCidrs,
    List<String> allowedCountries,
    List<ManagedRuleGroup> managedRuleGroups,
    Set<FirewallRule> counted,
    Set<ManagedRuleGroup> countedGroups) {
  public FirewallConfig {
    requireRate("rateLimit", rateLimit);
    requireRate("keyRateLimit", keyRateLimit);
    deniedCidrs = List.copyOf(deniedCidrs);
    deniedCidrs.forEach(cidr -> Cidr.require("deniedCidrs", cidr));
    allowedCountries = List.copyOf(allowedCountries);
    for (var country : allowedCountries) {
      Rule.require(country.matches("[A-Z]{2}"), "allowedCountries", "must be such as DE", country);
    }
    managedRuleGroups = List.copyOf(managedRuleGroups);
    counted = Set.copyOf(counted);
    countedGroups = Set.copyOf(countedGroups);
  }

  private static void requireRate(String key, int rate) {
    Rule.require(
        rate >= 10 && rate <= 2_000_000_000,
        key,
        "must be from 10 to 2000000000",
        Integer.toString(rate));
  }
}
