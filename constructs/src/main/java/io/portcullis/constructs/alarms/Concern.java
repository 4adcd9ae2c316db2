package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.function.BiFunction;

/** What alarms are about; whatever happens of one concern is one incident and notifies once. */
enum Concern {
  AVAILABILITY("Availability", "Callers get no answer, or wait too long", AvailabilityAlarms::of),
  ABUSE("Abuse", "Somebody tries what is not allowed, or takes too much", AbuseAlarms::of),
  TOKEN(
      "Token",
      "The Hugging Face token is not replaced in time, or not the only way in",
      TokenAlarms::of),
  CAPACITY("Capacity", "Calls are turned away, or soon will be", CapacityAlarms::of);

  private final String id;
  private final String sentence;
  private final BiFunction<GatewayMetrics, AlarmThresholds, List<AlarmEntry>> entries;

  Concern(
      String id,
      String sentence,
      BiFunction<GatewayMetrics, AlarmThresholds, List<AlarmEntry>> entries) {
    this.id = id;
    this.sentence = sentence;
    this.entries = entries;
  }

  String id() {
    return id;
  }

  String description() {
    return sentence + ". Look at which of its alarms is on";
  }

  List<AlarmEntry> entries(GatewayMetrics metrics, AlarmThresholds thresholds) {
    return entries.apply(metrics, thresholds);
  }
}
