package io.portcullis.test.benchmark;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a benchmark has found.
 *
 * @param name what was measured, and how, in a line
 * @param rows every figure, for a program
 * @param table the same for a person
 * @param notes what a reader has to know of the run, beside the documentation
 */
public record Report(
    String name, List<?> rows, List<Aim> aims, List<String> notes, MarkdownTable table) {

  /** The table, what was aimed at, and the notes. */
  String text() {
    var aimed = aims.stream().map(Aim::text).collect(Collectors.joining("\n"));
    var noted = notes.stream().map(note -> "- " + note).collect(Collectors.joining("\n"));
    return List.of("## " + name, table.text(), aimed, noted).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }
}
