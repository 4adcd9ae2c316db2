package io.portcullis.stacks.explain;

import io.portcullis.stacks.explain.Section.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line in which two environments differ.
 *
 * @param section title of the section
 * @param label the line's label
 * @param before what is so in the environment that is compared with, empty if the line is absent
 * @param after what is so in the environment that is explained, empty if the line is absent
 */
public record Difference(String section, String label, String before, String after) {

  /** The lines that differ, in the order of the sections. */
  static List<Difference> between(Explanation before, Explanation after) {
    var differences = new ArrayList<Difference>();
    var old = Sections.full(before).iterator();
    for (var section : Sections.full(after)) {
      differences.addAll(between(section.title(), lines(old.next()), lines(section)));
    }
    return differences;
  }

  private static List<Difference> between(
      String title, Map<String, String> before, Map<String, String> after) {
    var labels =
        Stream.concat(after.keySet().stream(), before.keySet().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return labels.stream()
        .map(
            label ->
                new Difference(
                    title, label, before.getOrDefault(label, ""), after.getOrDefault(label, "")))
        .filter(difference -> !difference.before().equals(difference.after()))
        .toList();
  }

  private static Map<String, String> lines(Section section) {
    return section.lines().stream()
        .collect(
            Collectors.toMap(
                Line::label,
                Line::value,
                (first, second) -> first + "; " + second,
                LinkedHashMap::new));
  }

  /** The same as sections, each line with both values. */
  static List<Section> sections(List<Difference> differences) {
    return differences.stream()
        .map(Difference::section)
        .distinct()
        .map(
            title ->
                new Section(
                    title,
                    "",
                    differences.stream()
                        .filter(difference -> difference.section().equals(title))
                        .map(difference -> new Line(difference.label(), difference.text()))
                        .toList()))
        .toList();
  }

  private String text() {
    return "%s → %s".formatted(orNone(before), orNone(after));
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "none" : value.replaceAll(" {2,}", " ");
  }
}
