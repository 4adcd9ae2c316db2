package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.List;
import java.util.stream.Stream;

/** An alarm hears of something. */
final class AlarmsMeasured implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-AlarmsMeasured",
        "Every metric of an alarm, each part of an expression included, is one that something in"
            + " the templates emits.",
        "An alarm on a misspelled metric, or on a function that is gone, stays quiet for ever.",
        "Take the metric from the construct that emits it, such as function.metricErrors().");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return templates
        .resources(Alarms.TYPE)
        .flatMap(
            alarm -> {
              var metrics = metrics(alarm);
              return metrics.isEmpty()
                  ? Stream.of(finding(alarm, "no part of the alarm is a metric"))
                  : metrics.stream()
                      .map(metric -> new AlarmMetric(templates, metric))
                      .flatMap(metric -> metric.problem().stream())
                      .map(problem -> finding(alarm, problem));
            });
  }

  private static Finding finding(TemplateResource alarm, String problem) {
    return Finding.on(alarm, "Properties", problem);
  }

  private static List<Value> metrics(TemplateResource alarm) {
    return Stream.concat(
            Stream.of(alarm.attribute("Properties")).filter(one -> one.get("MetricName").exists()),
            alarm.property("Metrics").list().stream()
                .map(part -> part.get("MetricStat").get("Metric"))
                .filter(Value::exists))
        .toList();
  }
}
