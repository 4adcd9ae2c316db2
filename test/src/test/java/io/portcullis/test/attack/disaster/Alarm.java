package io.portcullis.test.attack.disaster;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.test.attack.Outcome;
import io.portcullis.test.attack.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * An alarm of a template.
 *
 * @param name of its section in the runbook, and whom it is about
 * @param counted the answers that its metric counts; empty if that is not known here
 * @param minutes of a period
 */
record Alarm(
    String name,
    Optional<Predicate<Outcome>> counted,
    long minutes,
    int periods,
    int datapoints,
    double threshold) {
  private static final Pattern RUNBOOK = Pattern.compile("runbook\\.md#(\\S+)");

  static List<Alarm> all(Template template, String caller) {
    return template.properties("AWS::CloudWatch::Alarm").stream()
        .map(properties -> of(properties, caller))
        .toList();
  }

  private static Alarm of(JsonNode alarm, String caller) {
    var dimensions = new HashMap<String, String>();
    alarm
        .path("Dimensions")
        .forEach(d -> dimensions.put(d.path("Name").asText(), d.path("Value").asText()));
    var periods = alarm.path("EvaluationPeriods").asInt();
    var sums =
        alarm.path("Statistic").asText().equals("Sum")
            && alarm.path("ComparisonOperator").asText().equals("GreaterThanOrEqualToThreshold");
    return new Alarm(
        name(alarm.path("AlarmDescription").asText(), dimensions),
        sums
            ? CountedMetric.of(
                alarm.path("Namespace").asText(),
                alarm.path("MetricName").asText(),
                dimensions,
                caller)
            : Optional.empty(),
        Math.max(1, alarm.path("Period").asLong() / 60),
        periods,
        alarm.path("DatapointsToAlarm").asInt(periods),
        alarm.path("Threshold").asDouble());
  }

  private static String name(String description, Map<String, String> dimensions) {
    var section = RUNBOOK.matcher(description);
    var about =
        Optional.ofNullable(dimensions.get("Layer"))
            .or(() -> Optional.ofNullable(dimensions.get("Customer")));
    return (section.find() ? section.group(1) : description)
        + about.map(" (%s)"::formatted).orElse("");
  }

  /**
   * Minutes after the first call at whose end the alarm fires, empty if it does not or is not
   * known. Periods begin with the first call, and metrics come at once; on AWS both are late.
   */
  OptionalLong fires(Counts counts, long length) {
    if (counted.isEmpty()) {
      return OptionalLong.empty();
    }
    for (var end = minutes; end <= length; end += minutes) {
      var breaching = 0;
      for (var period = 0; period < periods && end - period * minutes > 0; period++) {
        var to = end - period * minutes;
        if (counts.sum(counted.get(), to - minutes, to) >= threshold) {
          breaching++;
        }
      }
      if (breaching >= datapoints) {
        return OptionalLong.of(end);
      }
    }
    return OptionalLong.empty();
  }
}
