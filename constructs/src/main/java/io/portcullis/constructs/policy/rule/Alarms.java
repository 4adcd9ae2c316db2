package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Alarms, and those that composite alarms are made of. */
final class Alarms {
  static final String TYPE = "AWS::CloudWatch::Alarm";
  static final String COMPOSITE_TYPE = "AWS::CloudWatch::CompositeAlarm";

  /** "PutCompositeAlarm", parameter AlarmRule: a name or an ARN, with or without quotes. */
  private static final Pattern CHILD =
      Pattern.compile("\\b(?:ALARM|OK|INSUFFICIENT_DATA)\\(\\s*\"?([^\")]+?)\"?\\s*\\)");

  private Alarms() {}

  static Stream<TemplateResource> in(Templates templates) {
    return templates.resources(TYPE, COMPOSITE_TYPE);
  }

  /** The names in the rule of a composite alarm; a reference is {@code ${LogicalId}}. */
  static List<String> childNames(TemplateResource composite) {
    return CHILD
        .matcher(composite.property("AlarmRule").text())
        .results()
        .map(match -> match.group(1).replaceFirst("^.*:alarm:", ""))
        .toList();
  }

  static boolean isChild(TemplateResource alarm, TemplateResource composite) {
    return composite.property("AlarmRule").refersTo(alarm)
        || alarm.property("AlarmName").exists()
            && childNames(composite).contains(alarm.property("AlarmName").text());
  }

  static boolean acts(TemplateResource alarm) {
    return !alarm.property("ActionsEnabled").isFalse()
        && !alarm.property("AlarmActions").list().isEmpty();
  }
}
