package io.portcullis.test.benchmark.overhead;

import io.portcullis.test.benchmark.Aim;
import io.portcullis.test.benchmark.Figures;
import io.portcullis.test.benchmark.MarkdownTable;
import io.portcullis.test.benchmark.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What was measured of each way, round by round. */
final class OverheadTable {
  private final Map<Key, List<Load.Sample>> samples = new LinkedHashMap<>();

  private record Key(int connections, String way) {}

  /**
   * Medians of the rounds.
   *
   * @param p50 milliseconds of a call
   * @param addedP50 what the way added to a direct call of the same round, and so on
   */
  record Row(
      int connections,
      String way,
      double p50,
      double p99,
      double addedP50,
      double addedP99,
      double callsPerSecond) {}

  void add(String way, int connections, Load.Sample sample) {
    samples.computeIfAbsent(new Key(connections, way), key -> new ArrayList<>()).add(sample);
  }

  /**
   * @param notInstalled a way that could not be measured
   */
  Report report(int rounds, Optional<String> notInstalled) {
    var rows = samples.keySet().stream().map(this::row).toList();
    var lines = new ArrayList<List<String>>();
    rows.forEach(row -> lines.add(line(row)));
    notInstalled.ifPresent(way -> lines.add(List.of(way, "", "not installed", "", "", "", "")));
    return new Report(
        "Overhead: what a way to the endpoint adds to a call, median of %d rounds"
            .formatted(rounds),
        rows,
        rows.stream()
            .filter(row -> row.way().equals(Overhead.STATE_OFF))
            .map(row -> aim(row, rows))
            .toList(),
        List.of(),
        new MarkdownTable(
            List.of(
                "way", "connections", "p50, ms", "p99, ms", "added p50", "added p99", "calls/s"),
            6,
            lines));
  }

  private static Aim aim(Row ours, List<Row> rows) {
    var portkey =
        rows.stream()
            .filter(row -> row.way().equals(Portkey.NAME))
            .filter(row -> row.connections() == ours.connections())
            .findFirst()
            .orElseThrow();
    return Aim.atMost(
        "added p50, state off, against half of Portkey's, %d connections"
            .formatted(ours.connections()),
        ours.addedP50(),
        Figures.rounded(portkey.addedP50() / 2),
        "ms");
  }

  private Row row(Key key) {
    var own = samples.get(key);
    var direct = samples.get(new Key(key.connections(), Overhead.DIRECT));
    return new Row(
        key.connections(),
        key.way(),
        median(own, Load.Sample::p50),
        median(own, Load.Sample::p99),
        added(own, direct, Load.Sample::p50),
        added(own, direct, Load.Sample::p99),
        median(own, Load.Sample::perSecond));
  }

  private static double median(List<Load.Sample> of, ToDoubleFunction<Load.Sample> figure) {
    return Figures.rounded(Figures.median(of.stream().map(figure::applyAsDouble).toList()));
  }

  /** Round by round, since a round's noise meets both. */
  private static double added(
      List<Load.Sample> own, List<Load.Sample> direct, ToDoubleFunction<Load.Sample> figure) {
    return Figures.rounded(
        Figures.median(
            IntStream.range(0, own.size())
                .mapToObj(
                    round ->
                        figure.applyAsDouble(own.get(round))
                            - figure.applyAsDouble(direct.get(round)))
                .toList()));
  }

  private static List<String> line(Row row) {
    return List.of(
        row.way(),
        Integer.toString(row.connections()),
        Figures.text(row.p50()),
        Figures.text(row.p99()),
        row.way().equals(Overhead.DIRECT) ? "" : Figures.text(row.addedP50()),
        row.way().equals(Overhead.DIRECT) ? "" : Figures.text(row.addedP99()),
        Figures.text(row.callsPerSecond()));
  }
}
