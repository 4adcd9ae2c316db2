package io.portcullis.test.attack.disaster;

import static java.util.stream.Collectors.joining;

import io.portcullis.test.attack.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows as a table, for a terminal and for the documentation alike. */
final class DisasterTable {
  private static final String HEAD =
      """
      | against | bots have | reached the endpoint | refused by | alarms, after minutes | AWS, $ an hour | endpoint, $ an hour |
      | --- | --- | ---: | --- | --- | ---: | ---: |
      """;

  private DisasterTable() {}

  static String text(List<Disaster.Row> rows) {
    return HEAD + rows.stream().map(DisasterTable::line).collect(joining("\n"));
  }

  private static String line(Disaster.Row row) {
    return "| "
        + String.join(
            " | ",
            row.place(),
            row.have(),
            "%,d of %,d".formatted(row.reached(), row.calls()),
            refused(row.refused()),
            alarms(row.alarms()),
            usd(row.damage().aws()),
            usd(row.damage().endpoint()))
        + " |";
  }

  private static String refused(Map<Outcome, Integer> refused) {
    return refused.isEmpty()
        ? "nobody"
        : refused.entrySet().stream()
            .map(
                entry ->
                    "%s %s: %,d"
                        .formatted(entry.getKey().layer(), entry.getKey().code(), entry.getValue()))
            .collect(joining(", "));
  }

  private static String alarms(Map<String, Long> alarms) {
    return alarms.isEmpty()
        ? "none"
        : alarms.entrySet().stream()
            .map(entry -> "%s: %d".formatted(entry.getKey(), entry.getValue()))
            .collect(joining(", "));
  }

  private static String usd(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount);
  }
}
