package io.portcullis.test.benchmark;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for a terminal and for the documentation alike.
 *
 * @param numbers how many columns at the right hold numbers
 */
public record MarkdownTable(List<String> heads, int numbers, List<List<String>> rows) {
  public MarkdownTable {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  String text() {
    var lines = new ArrayList<String>();
    lines.add(line(heads));
    lines.add(
        IntStream.range(0, heads.size())
            .mapToObj(column -> isNumber(column) ? rule(column) + ":" : rule(column) + "-")
            .collect(joining(" | ", "| ", " |")));
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines);
  }

  private boolean isNumber(int column) {
    return column >= heads.size() - numbers;
  }

  private String rule(int column) {
    return "-".repeat(Math.max(2, width(column) - 1));
  }

  private int width(int column) {
    return Math.max(
        3,
        Math.max(
            heads.get(column).length(),
            rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)));
  }

  private String line(List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            column ->
                ("%" + (isNumber(column) ? "" : "-") + width(column) + "s")
                    .formatted(cells.get(column)))
        .collect(joining(" | ", "| ", " |"));
  }
}
