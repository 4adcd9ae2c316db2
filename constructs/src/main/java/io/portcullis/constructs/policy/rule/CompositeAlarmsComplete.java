package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.Optional;
import java.util.stream.Stream;

/** A composite alarm is made of alarms that exist. */
final class CompositeAlarmsComplete implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-CompositeAlarmsComplete",
        "Every alarm that a composite alarm names is in the templates.",
        "CloudWatch takes the name of an alarm that is not there and waits for it for ever.",
        "Refer to the alarm by its construct: AlarmRule.fromAlarm(alarm, AlarmState.ALARM).");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return templates
        .resources(Alarms.COMPOSITE_TYPE)
        .flatMap(
            composite ->
                problem(templates, composite).stream()
                    .map(problem -> Finding.on(composite, "Properties.AlarmRule", problem)));
  }

  private static Optional<String> problem(Templates templates, TemplateResource composite) {
    var children = Alarms.childNames(composite);
    if (children.isEmpty()) {
      return Optional.of("the composite alarm names no alarm");
    }
    return Stream.concat(
            children.stream().filter(name -> !name.startsWith("${") && !exists(templates, name)),
            composite.property("AlarmRule").resources().stream()
                .filter(child -> !child.is(Alarms.TYPE, Alarms.COMPOSITE_TYPE))
                .map(TemplateResource::logicalId))
        .findFirst()
        .map("the composite alarm names '%s', which is no alarm of the templates"::formatted);
  }

  private static boolean exists(Templates templates, String name) {
    return Alarms.in(templates).anyMatch(alarm -> alarm.property("AlarmName").text().equals(name));
  }
}
