package io.portcullis.test.rotation;

import static java.util.stream.Collectors.joining;

/** Rows for a terminal, each as soon as it is known. */
final class RotationTable {
  private static final String FORM = "  %-5s  %-53s  %6s  %6s  %8s  %9s  %5s  %9s  %5s  %9s";

  private RotationTable() {}

  static String head() {
    return FORM.formatted(
        "",
        "what happens",
        "calls",
        "failed",
        "a second",
        "rotations",
        "ended",
        "processes",
        "reads",
        "each, a s");
  }

  /** A row, and what of it is wrong. */
  static String line(Row row) {
    var line =
        FORM.formatted(
            row.right() ? "right" : "WRONG",
            row.what(),
            row.calls(),
            row.failed(),
            "%.1f".formatted(row.rate()),
            row.rotations(),
            row.ended(),
            row.processes(),
            row.reads(),
            "%.2f".formatted(row.readRate()));
    var slow =
        row.isFast()
            ? ""
            : "\n         %d calls a second must be reached".formatted(Row.LEAST_RATE);
    return line + slow + row.wrong().stream().map(text -> "\n         " + text).collect(joining());
  }
}
