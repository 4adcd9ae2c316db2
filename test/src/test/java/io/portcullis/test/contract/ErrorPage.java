package io.portcullis.test.contract;

import io.portcullis.test.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page docs/errors.md, of which the code tells all columns of a table but the last two. */
record ErrorPage(String text) {
  private static final Path PATH = Repository.root().resolve("docs/errors.md");
  private static final String HEAD =
      """
      <!-- table: codes -->
      | code | status | layer | answered by | retry | what it means | what a caller does |
      | --- | --- | --- | --- | --- | --- | --- |
      """;
  private static final Pattern TABLE = Pattern.compile("<!-- table: codes -->\n((?:\\|.*\n)*)");

  /**
   * A row of the table.
   *
   * @param known what the code of this repository says
   * @param written what somebody wrote: what it means, and what a caller does
   */
  record Row(List<String> known, List<String> written) {
    private static final String UNWRITTEN = "not written yet";

    static Row of(String line) {
      var cells =
          Arrays.stream(line.split("\\|")).map(String::strip).filter(c -> !c.isEmpty()).toList();
      return new Row(cells.subList(0, 5), cells.subList(5, cells.size()));
    }

    static Row of(List<RefusalAnswer> answers) {
      var answer = answers.get(0);
      return new Row(
          List.of(
              "`%s`".formatted(answer.code()),
              answer.status(),
              answer.layer(),
              answers.stream().map(RefusalAnswer::by).collect(Collectors.joining(", ")),
              answer.retry()),
          List.of(UNWRITTEN, UNWRITTEN));
    }

    String code() {
      return known.get(0);
    }

    boolean isUnwritten() {
      return written.size() != 2 || written.contains(UNWRITTEN);
    }

    @Override
    public String toString() {
      return "| %s | %s |".formatted(String.join(" | ", known), String.join(" | ", written));
    }
  }

  static ErrorPage read() {
    try {
      return new ErrorPage(Files.readString(PATH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Row> rows() {
    var table = TABLE.matcher(text);
    if (!table.find()) {
      throw new IllegalStateException("'%s' has no table of codes".formatted(PATH));
    }
    return table.group(1).lines().skip(2).map(Row::of).toList();
  }

  /** The rows as they should be, with what is written in those that are there. */
  List<Row> rewritten() {
    var answers = new LinkedHashMap<String, List<RefusalAnswer>>();
    RefusalAnswer.all()
        .forEach(
            answer ->
                answers.computeIfAbsent(answer.code(), code -> new ArrayList<>()).add(answer));
    var written = rows().stream().collect(Collectors.toMap(Row::code, Row::written));
    return answers.values().stream()
        .map(Row::of)
        .map(row -> new Row(row.known(), written.getOrDefault(row.code(), row.written())))
        .toList();
  }

  void write(List<Row> rows) throws IOException {
    var table = rows.stream().map(Row::toString).collect(Collectors.joining("\n", HEAD, "\n"));
    Files.writeString(PATH, TABLE.matcher(text).replaceFirst(Matcher.quoteReplacement(table)));
  }
}
