package io.portcullis.constructs.alarms;

import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * One alarm: it goes off when the metric reaches the threshold, from below unless it says
 * otherwise.
 *
 * @param kind what the alarm is about; the runbook has a section for each kind
 * @param subject whom of several it is about, such as a layer or a customer
 * @param comparison on which side of the threshold it is on
 * @param periods periods in a row in which the threshold must be reached
 * @param missingData what a period without data says
 * @param description what it means, and what to look at first
 */
record AlarmEntry(
    String kind,
    Optional<String> subject,
    Metric metric,
    Number threshold,
    ComparisonOperator comparison,
    Number periods,
    TreatMissingData missingData,
    String description) {

  /** An alarm on what happens. Without traffic nothing does, and that is no alarm. */
  static AlarmEntry of(String kind, Metric metric, Number threshold, String description) {
    return new AlarmEntry(
        kind,
        Optional.empty(),
        metric,
        threshold,
        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        1,
        TreatMissingData.NOT_BREACHING,
        description);
  }

  AlarmEntry about(String subject) {
    return new AlarmEntry(
        kind,
        Optional.of(subject),
        metric,
        threshold,
        comparison,
        periods,
        missingData,
        description);
  }

  /** It goes off when the metric falls to the threshold. */
  AlarmEntry fromAbove() {
    return new AlarmEntry(
        kind,
        subject,
        metric,
        threshold,
        ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
        periods,
        missingData,
        description);
  }

  AlarmEntry inARow(Number periods) {
    return new AlarmEntry(
        kind, subject, metric, threshold, comparison, periods, missingData, description);
  }

  /** What was true at the last sight still is, where nobody looked. */
  AlarmEntry keptWithoutData() {
    return withoutData(TreatMissingData.IGNORE);
  }

  /** Of what is measured by the clock, nothing is missing unless nobody looks any more. */
  AlarmEntry raisedWithoutData() {
    return withoutData(TreatMissingData.BREACHING);
  }

  private AlarmEntry withoutData(TreatMissingData missingData) {
    return new AlarmEntry(
        kind, subject, metric, threshold, comparison, periods, missingData, description);
  }

  /** A name among the alarms of a gateway, such as {@code Scraping/acme}. */
  String name() {
    return subject.map(of -> kind + "/" + of).orElse(kind);
  }
}
