package io.portcullis.stacks.explain;

import io.portcullis.stacks.explain.Section.Line;
import java.util.List;
import java.util.Map;

/** An explanation in words, section by section. */
final class Sections {
  private Sections() {}

  /** Everything. */
  static List<Section> full(Explanation explanation) {
    return of(explanation, true);
  }

  /** What fits on a page or two; the rest is in the data. */
  static List<Section> brief(Explanation explanation) {
    return of(explanation, false);
  }

  private static List<Section> of(Explanation explanation, boolean full) {
    return List.of(
        environment(explanation),
        CallerSections.layers(explanation.layers()),
        CallerSections.callers(explanation.callers()),
        CallerSections.limits(explanation.limits()),
        CallerSections.api(explanation.api()),
        CallerSections.firewall(explanation.firewall(), full),
        OperatorSections.egress(explanation.egress(), full),
        OperatorSections.deadlines(explanation.deadlines()),
        TokenSection.of(explanation),
        OperatorSections.retention(explanation.retention()),
        OperatorSections.paging(explanation.paging(), full),
        CostSection.of(explanation.cost(), full),
        other(explanation.other()));
  }

  private static Section environment(Explanation explanation) {
    var level = explanation.level();
    return new Section(
        "",
        "",
        List.of(
            new Line(
                "account",
                "%s in %s%s"
                    .formatted(explanation.account(), explanation.region(), zones(explanation))),
            new Line("level", orUnsaid(level.name()) + levelMeaning(level.name())),
            new Line("data class", orUnsaid(level.dataClass())),
            new Line("endpoint", orUnsaid(level.endpoint())),
            new Line(
                "production",
                explanation.production()
                    ? "yes: a deployment stops before it loses what is stored"
                    : "no: a deployment replaces what it must")));
  }

  private static String zones(Explanation explanation) {
    var zones = explanation.availabilityZones();
    return zones.isEmpty() ? "" : ", zones " + Texts.sentence(zones);
  }

  private static String levelMeaning(String level) {
    return switch (level) {
      case "private" -> ": the endpoint is reached by PrivateLink, never over the internet";
      case "protected" -> ": the endpoint is on the internet and asks for a token";
      case "public" -> ": the endpoint is on the internet and asks for nothing";
      default -> "";
    };
  }

  private static String orUnsaid(String value) {
    return value.isEmpty() ? "not said in the templates" : value;
  }

  private static Section other(Map<String, Integer> other) {
    var types =
        other.entrySet().stream()
            .map(entry -> "%s %s".formatted(entry.getValue(), entry.getKey()))
            .toList();
    return new Section(
        "other",
        "what no section speaks of",
        List.of(new Line("resources", types.isEmpty() ? "none" : Texts.list(types))));
  }
}
