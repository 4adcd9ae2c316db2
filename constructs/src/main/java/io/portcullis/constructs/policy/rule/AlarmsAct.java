package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** An alarm tells somebody. */
final class AlarmsAct implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-AlarmsAct",
        "Every alarm has an action that is enabled, or is part of a composite alarm that has one.",
        "An alarm without an action turns red where nobody looks.",
        "Add an alarm action, such as an SnsAction on the topic of 'GatewayAlarms'.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return Alarms.in(templates)
        .filter(alarm -> !acts(templates, alarm))
        .map(
            alarm ->
                Finding.on(alarm, "Properties.AlarmActions", "the alarm has no enabled action"));
  }

  private static boolean acts(Templates templates, TemplateResource alarm) {
    return Alarms.acts(alarm)
        || templates
            .resources(Alarms.COMPOSITE_TYPE)
            .filter(composite -> Alarms.isChild(alarm, composite))
            .anyMatch(composite -> acts(templates, composite));
  }
}
