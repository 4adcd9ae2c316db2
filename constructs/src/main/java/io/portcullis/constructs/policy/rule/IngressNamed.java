package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** What enters a network comes from something that is named. */
final class IngressNamed implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-IngressNamed",
        "No security group lets traffic in from everywhere.",
        "A gateway's door is its API; nothing in its network waits for strangers.",
        "Name another security group or a range as source.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    var rules = SecurityGroupRules.ingress(templates);
    return rules
        .all()
        .filter(SecurityGroupRules.Entry::isForEveryone)
        .map(
            rule ->
                Finding.on(
                    rule.resource(),
                    "Properties." + rules.property(),
                    "the security group lets traffic in from everywhere"));
  }
}
