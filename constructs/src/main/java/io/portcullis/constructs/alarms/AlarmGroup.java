package io.portcullis.constructs.alarms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * The alarms of one concern, which notify the detail topic, and the composite alarm that goes off
 * with any of them. It alone notifies the topic, so that an incident wakes somebody once when it
 * begins and tells once when it is over (Amazon CloudWatch User Guide, "Composite alarms").
 */
final class AlarmGroup extends Construct {
  /**
   * A rule has at most 10,240 characters (Amazon CloudWatch API, "PutCompositeAlarm"), which are
   * some fifty ARNs.
   */
  private static final int ALARMS_IN_A_RULE = 40;

  private final SnsAction detail;
  private final Runbook runbook;
  private final Map<String, Alarm> alarms = new LinkedHashMap<>();
  private final CompositeAlarm compositeAlarm;

  AlarmGroup(
      Construct scope,
      Concern concern,
      List<AlarmEntry> entries,
      ITopic topic,
      ITopic detailTopic,
      Runbook runbook) {
    super(scope, concern.id());
    detail = new SnsAction(detailTopic);
    this.runbook = runbook;
    entries.forEach(entry -> alarms.put(entry.name(), alarm(entry)));
    compositeAlarm = compositeAlarm(concern);
    var action = new SnsAction(topic);
    compositeAlarm.addAlarmAction(action);
    compositeAlarm.addOkAction(action);
  }

  Map<String, Alarm> getAlarms() {
    return Collections.unmodifiableMap(alarms);
  }

  CompositeAlarm getCompositeAlarm() {
    return compositeAlarm;
  }

  private Alarm alarm(AlarmEntry entry) {
    var alarm =
        Alarm.Builder.create(scope(entry), entry.subject().orElse(entry.kind()))
            .metric(entry.metric())
            .threshold(entry.threshold())
            .evaluationPeriods(entry.periods())
            .comparisonOperator(entry.comparison())
            .treatMissingData(entry.missingData())
            .alarmDescription(runbook.describe(entry.description(), entry.kind()))
            .build();
    alarm.addAlarmAction(detail);
    return alarm;
  }

  private Construct scope(AlarmEntry entry) {
    if (entry.subject().isEmpty()) {
      return this;
    }
    return getNode().tryFindChild(entry.kind()) instanceof Construct kind
        ? kind
        : new Construct(this, entry.kind());
  }

  private CompositeAlarm compositeAlarm(Concern concern) {
    return CompositeAlarm.Builder.create(this, "Resource")
        .alarmRule(anyOf(new ArrayList<IAlarm>(alarms.values())))
        .alarmDescription(runbook.describe(concern.description(), concern.id()))
        .build();
  }

  private IAlarmRule anyOf(List<? extends IAlarm> alarms) {
    return AlarmRule.anyOf(
        parts(alarms).stream()
            .map(alarm -> AlarmRule.fromAlarm(alarm, AlarmState.ALARM))
            .toArray(IAlarmRule[]::new));
  }

  /** The alarms themselves, or, where they are too many for one rule, composite alarms of them. */
  private List<? extends IAlarm> parts(List<? extends IAlarm> alarms) {
    if (alarms.size() <= ALARMS_IN_A_RULE) {
      return alarms;
    }
    var scope = new Construct(this, "Parts");
    var parts = new ArrayList<IAlarm>();
    for (var from = 0; from < alarms.size(); from += ALARMS_IN_A_RULE) {
      var part = alarms.subList(from, Math.min(alarms.size(), from + ALARMS_IN_A_RULE));
      parts.add(
          CompositeAlarm.Builder.create(scope, Integer.toString(parts.size()))
              .alarmRule(anyOf(part))
              .build());
    }
    return parts;
  }
}
