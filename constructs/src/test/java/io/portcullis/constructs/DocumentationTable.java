package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of a page in docs/, below a comment with its name. */
public record DocumentationTable(Path page, String name) {
  private static final boolean UPDATE = Boolean.getBoolean("snapshots.update");

  public static DocumentationTable of(String page, String name) {
    return new DocumentationTable(Path.of("../docs", page), name);
  }

  public static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Whether the page has exactly these rows; writes them where snapshots are updated. */
  public void assertHas(String head, List<String> rows) throws IOException {
    var marker = "<!-- table: %s -->\n".formatted(name);
    var columns = head.split("\\|").length;
    var table =
        Stream.concat(Stream.of(row(head), "|" + " --- |".repeat(columns)), rows.stream())
            .collect(Collectors.joining("\n", marker, "\n"));
    var text = Files.readString(page);
    assertThat(text).containsOnlyOnce(marker);
    if (UPDATE) {
      text =
          Pattern.compile(Pattern.quote(marker) + "(\\|.*\n)*")
              .matcher(text)
              .replaceFirst(Matcher.quoteReplacement(table));
      Files.writeString(page, text);
    }
    assertThat(text)
        .as("to rewrite the table: ./portcullis test --update-snapshots")
        .contains(table + "\n");
  }
}
