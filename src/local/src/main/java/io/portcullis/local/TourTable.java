package io.portcullis.local;

/** The tour as a table, row by row as they are taken. */
final class TourTable {
  private static final String FORM = "  %-5s  %-30s  %-51s  %s";

  private final Console console;

  TourTable(Console console) {
    this.console = console;
  }

  void head() {
    console.line("");
    console.line(console.styled("faint", FORM.formatted("", "row", "sent", "answer")));
  }

  void row(TourRow row) {
    var mark = console.styled(row.right() ? "green" : "red", row.right() ? "right" : "wrong");
    console.line(FORM.formatted(mark, row.name(), row.sent(), row.actual()));
    if (!row.right()) {
      console.line(FORM.formatted("     ", "", "", "expected: " + row.expected()));
    }
  }

  void end(boolean right) {
    console.line("");
    console.line(
        right
            ? console.styled("green", "Every layer refuses what it should refuse.")
            : console.styled("red", "A row is wrong."));
  }
}
