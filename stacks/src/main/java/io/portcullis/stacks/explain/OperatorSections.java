package io.portcullis.stacks.explain;

import io.portcullis.stacks.explain.Section.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an operator answers for, in words. */
final class OperatorSections {
  /** What this function is set to do, the section on the token tells. */
  private static final String TOLD_ELSEWHERE = "rotation";

  private static final Network NO_NETWORK = new Network(List.of(), 0, List.of(), false, false);

  private OperatorSections() {}

  static Section egress(Egress egress, boolean full) {
    var lines = new ArrayList<Line>();
    egress.reach().forEach((name, reach) -> lines.add(new Line(name, reach(reach))));
    var networks = egress.networks().isEmpty() ? List.of(NO_NETWORK) : egress.networks();
    for (var network : networks) {
      var of = networks.size() == 1 ? "" : " of " + Texts.sentence(network.functions());
      lines.add(new Line("NAT gateways" + of, natGateways(network)));
      lines.add(new Line("names" + of, names(network, full)));
    }
    return new Section("egress", "what the functions can reach", lines);
  }

  private static String natGateways(Network network) {
    return network.natGateways() == 0
        ? "none: no way from the network to the internet"
        : Texts.number(network.natGateways()) + ", a way to the internet, not from it";
  }

  private static String reach(List<String> reach) {
    return reach.isEmpty() ? "nothing" : Texts.list(reach);
  }

  private static String names(Network network, boolean full) {
    if (!network.nameFirewall()) {
      return "every name is looked up (no DNS firewall)";
    }
    var names = network.resolvableNames();
    return names.isEmpty()
        ? "a DNS firewall, without a list of allowed names"
        : "only " + (full ? Texts.list(names) : Texts.few(names));
  }

  static Section deadlines(Deadlines deadlines) {
    var lines = new ArrayList<Line>();
    lines.add(
        new Line(
            "API Gateway",
            "waits %s s; answers are %s"
                .formatted(
                    Texts.number(deadlines.apiSeconds()),
                    deadlines.streamed() ? "passed on as they come" : "delivered whole")));
    for (var function : deadlines.functions()) {
      lines.add(new Line(function.name(), function(function)));
    }
    return new Section("deadlines", "how long a call may take, and what runs it", lines);
  }

  private static String function(Deadlines.Function function) {
    var text =
        "%d s, %s MB, %s"
            .formatted(
                function.seconds(),
                Texts.number(function.memory()),
                function.reservedConcurrency() == 0
                    ? "as many at once as the account allows"
                    : Texts.number(function.reservedConcurrency()) + " at once");
    if (function.name().equals(TOLD_ELSEWHERE)) {
      return text;
    }
    var settings = new ArrayList<String>();
    function
        .settings()
        .forEach(
            (name, value) -> {
              if (!value.startsWith("https://")) {
                settings.add(name + "=" + value);
              }
            });
    return settings.isEmpty() ? text : text + "; " + String.join(" ", settings);
  }

  static Section retention(Retention retention) {
    Map<Integer, List<String>> names =
        retention.logs().stream()
            .collect(
                Collectors.groupingBy(
                    Retention.Log::days,
                    TreeMap::new,
                    Collectors.mapping(Retention.Log::name, Collectors.toList())));
    var logs =
        names.entrySet().stream()
            .map(
                entry ->
                    "%s: %s"
                        .formatted(
                            entry.getKey() == 0 ? "for ever" : Texts.days(entry.getKey()),
                            Texts.list(entry.getValue())))
            .collect(Collectors.joining("; "));
    return new Section(
        "retention",
        "what is kept, and how long",
        List.of(
            new Line("logs", logs.isEmpty() ? "none" : logs),
            new Line("when deleted", deletion(retention)),
            new Line(
                "protection",
                retention.protectedStacks().isEmpty()
                    ? "off: 'destroy' deletes every stack"
                    : "AWS refuses to delete " + Texts.list(retention.protectedStacks()))));
  }

  private static String deletion(Retention retention) {
    var kept =
        retention.kept().isEmpty()
            ? "nothing survives its stack"
            : Texts.sentence(retention.kept()) + " survive their stack";
    return retention.kept().isEmpty() || retention.deleted().isEmpty()
        ? kept
        : "%s, but not %s"
            .formatted(
                kept,
                Texts.sentence(
                    retention.deleted().stream()
                        .map(noun -> (retention.kept().contains(noun) ? "all " : "the ") + noun)
                        .toList()));
  }

  static Section paging(Paging paging, boolean full) {
    var lines = new ArrayList<Line>();
    lines.add(
        new Line(
            "told",
            paging.subscriptions().isEmpty()
                ? "nobody, until somebody subscribes to the topic"
                : Texts.list(paging.subscriptions())));
    paging.alarms().forEach(alarm -> lines.addAll(alarm(alarm, full)));
    paging
        .silent()
        .forEach(alarm -> lines.add(new Line(alarm.name(), "tells nobody: " + alarm.condition())));
    if (!paging.events().isEmpty()) {
      lines.add(new Line("events", Texts.list(paging.events())));
    }
    paging.budgets().forEach(budget -> lines.add(new Line("budget", budget)));
    return new Section("pages", "what tells a person, and whom", lines);
  }

  /** An alarm that stands for others: in full a line for each, in short their names. */
  private static List<Line> alarm(Paging.Alarm alarm, boolean full) {
    var parts = alarm.parts();
    if (parts.isEmpty()) {
      return List.of(new Line(alarm.name(), alarm.condition()));
    }
    return full
        ? parts.stream()
            .map(part -> new Line(alarm.name() + ": " + part.name(), part.condition()))
            .toList()
        : List.of(
            new Line(alarm.name(), Texts.list(parts.stream().map(Paging.Alarm::name).toList())));
  }
}
