package io.portcullis.test.benchmark.coldstart;

import io.portcullis.test.benchmark.Aim;
import io.portcullis.test.benchmark.Figures;
import io.portcullis.test.benchmark.MarkdownTable;
import io.portcullis.test.benchmark.Report;
import io.portcullis.test.benchmark.coldstart.ColdStarts.Contestant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What was measured of each function, round by round. */
final class ColdStartTable {
  private static final double PRIMED_MOST = 100;

  private final Map<Contestant, List<ColdFunction.Time>> plain = new LinkedHashMap<>();
  private final Map<Contestant, List<ColdFunction.Time>> primed = new LinkedHashMap<>();

  /**
   * Milliseconds.
   *
   * @param plain from the start of the process
   * @param primed from the restore; empty if it does not start from a snapshot
   */
  record Row(String function, String way, List<Time> plain, List<Time> primed) {}

  record Time(double median, double worst, double processor) {}

  void plain(Contestant contestant, ColdFunction.Time time) {
    plain.computeIfAbsent(contestant, key -> new ArrayList<>()).add(time);
  }

  void primed(Contestant contestant, ColdFunction.Time time) {
    primed.computeIfAbsent(contestant, key -> new ArrayList<>()).add(time);
  }

  Report report(int rounds) {
    var rows =
        plain.keySet().stream()
            .map(one -> new Row(one.function(), one.way(), time(plain, one), time(primed, one)))
            .toList();
    return new Report(
        "Cold start: first answer over TLS, median and worst of %d".formatted(rounds),
        rows,
        rows.stream()
            .filter(row -> row.way().equals(ColdStarts.OURS))
            .flatMap(row -> aims(row, rows))
            .toList(),
        List.of(),
        new MarkdownTable(
            List.of(
                "function",
                "written as",
                "plain, ms",
                "worst",
                "processor",
                "primed, ms",
                "worst",
                "processor"),
            6,
            rows.stream().map(ColdStartTable::line).toList()));
  }

  private static Stream<Aim> aims(Row ours, List<Row> rows) {
    var usual =
        rows.stream()
            .filter(row -> row.function().equals(ours.function()))
            .filter(row -> row.way().equals(ColdStarts.USUAL))
            .findFirst()
            .orElseThrow();
    return Stream.concat(
        Stream.of(
            Aim.atMost(
                "first answer of the %s, against half of the usual way's"
                    .formatted(ours.function()),
                ours.plain().get(0).median(),
                Figures.rounded(usual.plain().get(0).median() / 2),
                "ms")),
        ours.primed().stream()
            .map(
                time ->
                    Aim.atMost(
                        "first answer of the %s after priming".formatted(ours.function()),
                        time.median(),
                        PRIMED_MOST,
                        "ms")));
  }

  private static List<Time> time(
      Map<Contestant, List<ColdFunction.Time>> of, Contestant contestant) {
    return Stream.ofNullable(of.get(contestant))
        .map(
            times ->
                new Time(
                    Figures.rounded(Figures.median(millis(times))),
                    Figures.rounded(Figures.worst(millis(times))),
                    Figures.rounded(
                        Figures.median(times.stream().map(ColdFunction.Time::processor).toList()))))
        .toList();
  }

  private static List<Double> millis(List<ColdFunction.Time> times) {
    return times.stream().map(ColdFunction.Time::millis).toList();
  }

  private static List<String> line(Row row) {
    return List.of(
        row.function(),
        row.way(),
        text(row.plain(), Time::median),
        text(row.plain(), Time::worst),
        text(row.plain(), Time::processor),
        text(row.primed(), Time::median),
        text(row.primed(), Time::worst),
        text(row.primed(), Time::processor));
  }

  private static String text(List<Time> times, ToDoubleFunction<Time> figure) {
    return times.stream()
        .map(time -> Figures.text(figure.applyAsDouble(time)))
        .findFirst()
        .orElse("-");
  }
}
