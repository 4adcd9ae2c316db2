package io.portcullis.stacks.explain;

import io.portcullis.stacks.cost.Cost;
import io.portcullis.stacks.explain.Section.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What an environment costs, in words. */
final class CostSection {
  private static final double SMALL = 0.995;

  private CostSection() {}

  static Section of(Cost cost, boolean full) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("a month", Texts.money(cost.fixedPerMonth()) + ", called or not"));
    lines.addAll(full ? each("month", cost.fixed()) : dearest(cost.fixed()));
    lines.add(new Line("a million calls", Texts.money(cost.perMillionCalls()) + ", in addition"));
    lines.addAll(full ? each("calls", cost.perCalls()) : dearest(cost.perCalls()));
    lines.add(new Line("assumed", Texts.list(cost.assumptions())));
    lines.add(
        new Line(
            "not sure",
            full
                ? String.join("; ", cost.doubts())
                : Texts.count(cost.doubts().size(), "price") + "; --json says which and why"));
    lines.add(
        new Line(
            "not priced", cost.notPriced().isEmpty() ? "nothing" : Texts.list(cost.notPriced())));
    lines.add(new Line("not counted", Texts.list(cost.notCounted())));
    return new Section(
        "cost",
        "an estimate at the prices of %s of %s; other Regions differ, mostly they cost more"
            .formatted(cost.region(), cost.date()),
        lines);
  }

  private static List<Line> each(String of, List<Cost.Item> items) {
    return items.stream()
        .map(
            item ->
                new Line(
                    "%s: %s".formatted(of, item.what()),
                    "%s (%s × %s)"
                        .formatted(
                            Texts.money(item.usd()), Texts.number(item.quantity()), item.unit())))
        .toList();
  }

  /** The dearest first; what is below a dollar is one sum. */
  private static List<Line> dearest(List<Cost.Item> items) {
    var sorted =
        items.stream().sorted(Comparator.comparingDouble(Cost.Item::usd).reversed()).toList();
    var small = sorted.stream().filter(item -> item.usd() < SMALL).toList();
    var parts = new ArrayList<String>();
    sorted.stream()
        .filter(item -> !small.contains(item))
        .forEach(item -> parts.add("%s %s".formatted(item.what(), Texts.money(item.usd()))));
    if (!small.isEmpty()) {
      parts.add(
          "%d smaller ones %s"
              .formatted(
                  small.size(), Texts.money(small.stream().mapToDouble(Cost.Item::usd).sum())));
    }
    return parts.isEmpty() ? List.of() : List.of(new Line("", Texts.list(parts)));
  }
}
