package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** What leaves a network goes to something that is named. */
final class EgressNamed implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-EgressNamed",
        "No security group lets traffic out to everywhere, but in a network of the rotation function"
            + " or of a public or protected gateway, whose DNS Firewall blocks every name that is not"
            + " listed.",
        "Whoever takes over a function sends what it holds to wherever it may call. A group without"
            + " any rule may call everywhere: EC2 adds that rule itself.",
        "Name another security group, a prefix list or a range as destination, and set"
            + " 'allowAllOutbound' to false.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    var rules = SecurityGroupRules.egress(templates);
    return Stream.concat(
        rules
            .all()
            .filter(SecurityGroupRules.Entry::isForEveryone)
            .filter(rule -> !isGuarded(templates, rule.group()))
            .map(
                rule ->
                    finding(
                        rule.resource(),
                        rules,
                        "the security group lets traffic out to everywhere")),
        rules.groupsWithout().stream()
            .filter(group -> !isGuarded(templates, group))
            .map(
                group ->
                    finding(
                        group,
                        rules,
                        "the security group has no egress rule, so EC2 lets traffic out to everywhere")));
  }

  private static Finding finding(
      TemplateResource resource, SecurityGroupRules rules, String description) {
    return Finding.on(resource, "Properties." + rules.property(), description);
  }

  private static boolean isGuarded(Templates templates, TemplateResource group) {
    return Network.ofId(templates, group.property("VpcId"))
        .anyMatch(network -> leadsOut(network) && network.blocksUnknownNames());
  }

  /** Whether what runs in it has to call addresses that nobody knows. */
  private static boolean leadsOut(Network network) {
    return network
        .level()
        .map(level -> level != SecurityLevel.PRIVATE)
        .orElseGet(network::isOfTheRotation);
  }
}
