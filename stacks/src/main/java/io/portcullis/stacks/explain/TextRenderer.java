package io.portcullis.stacks.explain;

import io.portcullis.stacks.explain.Section.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sections as text: titles, aligned labels, and values that go on under themselves. */
final class TextRenderer {
  private static final int WIDTH = 118;
  private static final int LONGEST_LABEL = 38;

  private TextRenderer() {}

  static String render(String head, List<Section> sections) {
    var text = new StringBuilder(head).append('\n');
    for (var section : sections) {
      if (!section.title().isEmpty()) {
        text.append('\n').append(section.title().toUpperCase(Locale.ROOT));
        text.append(section.note().isEmpty() ? "" : "  " + section.note()).append('\n');
      }
      var width = width(section.lines());
      section.lines().forEach(line -> append(text, line, width));
    }
    return text.toString();
  }

  private static int width(List<Line> lines) {
    return lines.stream()
        .mapToInt(line -> line.label().length())
        .filter(length -> length <= LONGEST_LABEL)
        .max()
        .orElse(LONGEST_LABEL);
  }

  private static void append(StringBuilder text, Line line, int width) {
    var indent = " ".repeat(width + 4);
    var rows = wrapped(line.value(), WIDTH - indent.length());
    text.append("  ").append(String.format("%-" + width + "s", line.label())).append("  ");
    text.append(String.join("\n" + indent, rows)).append('\n');
  }

  /** Broken between words; a word longer than a row has a row of its own. */
  private static List<String> wrapped(String value, int width) {
    var rows = new ArrayList<String>();
    var row = new StringBuilder();
    for (var word : value.split(" ", -1)) {
      if (row.length() > 0 && row.length() + 1 + word.length() > width) {
        rows.add(row.toString().stripTrailing());
        row.setLength(0);
      }
      row.append(row.length() == 0 ? "" : " ").append(word);
    }
    rows.add(row.toString());
    return rows;
  }
}
