package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells a person, and whom.
 *
 * @param subscriptions who is told, such as {@code email oncall@example.com}
 * @param alarms alarms that tell them themselves, each with the alarms it stands for
 * @param silent alarms that tell nobody and that no other stands for
 * @param events events of AWS that tell them, by the names of their rules
 * @param budgets money of a month, with the parts of it that tell them
 */
public record Paging(
    List<String> subscriptions,
    List<Alarm> alarms,
    List<Alarm> silent,
    List<String> events,
    List<String> budgets) {

  /**
   * An alarm.
   *
   * @param name its name
   * @param condition when it goes off, in words; empty if any of its parts makes it go off
   * @param parts the alarms it stands for
   */
  public record Alarm(String name, String condition, List<Alarm> parts) {
    Alarm named(String other) {
      return new Alarm(other, condition, parts);
    }
  }

  static Paging in(EnvironmentTemplates environment) {
    var alarms = environment.ofType("AWS::CloudWatch::Alarm");
    var composites = environment.ofType("AWS::CloudWatch::CompositeAlarm");
    var all = new ArrayList<Resource>(composites);
    all.addAll(alarms);
    var parts = composites.stream().flatMap(alarm -> parts(environment, alarm).stream()).toList();
    return new Paging(
        environment.ofType("AWS::SNS::Subscription").stream()
            .map(to -> to.text("Protocol") + " " + to.text("Endpoint"))
            .toList(),
        all.stream()
            .filter(alarm -> tells(alarm) && !parts.contains(alarm))
            .map(alarm -> alarm(environment, alarm))
            .toList(),
        all.stream()
            .filter(alarm -> !tells(alarm) && !parts.contains(alarm))
            .map(alarm -> alarm(environment, alarm))
            .toList(),
        environment.ofType("AWS::Events::Rule").stream()
            .filter(rule -> tells(environment, rule.get("Targets")))
            .map(Resource::name)
            .toList(),
        environment.ofType("AWS::Budgets::Budget").stream().map(Paging::budget).toList());
  }

  private static boolean tells(Resource alarm) {
    return !alarm.get("AlarmActions").isEmpty();
  }

  private static boolean tells(EnvironmentTemplates environment, JsonNode targets) {
    return environment.targets(targets).stream()
        .anyMatch(target -> target.type().equals("AWS::SNS::Topic"));
  }

  private static List<Resource> parts(EnvironmentTemplates environment, Resource composite) {
    return environment.targets(composite.get("AlarmRule"));
  }

  private static Alarm alarm(EnvironmentTemplates environment, Resource alarm) {
    if (alarm.type().equals("AWS::CloudWatch::CompositeAlarm")) {
      return new Alarm(
          alarm.name(),
          "",
          parts(environment, alarm).stream()
              .map(part -> alarm(environment, part).named(nameBelow(alarm, part)))
              .toList());
    }
    return new Alarm(alarm.name(), condition(alarm), List.of());
  }

  /** Such as {@code Scraping/acme}; the bare name where it stands elsewhere. */
  private static String nameBelow(Resource composite, Resource part) {
    var prefix = composite.constructPath() + "/";
    return part.constructPath().startsWith(prefix)
        ? part.constructPath().substring(prefix.length())
        : part.name();
  }

  private static String condition(Resource alarm) {
    var comparison =
        switch (alarm.text("ComparisonOperator")) {
          case "GreaterThanOrEqualToThreshold" -> "at least";
          case "GreaterThanThreshold" -> "more than";
          case "LessThanThreshold" -> "less than";
          case "LessThanOrEqualToThreshold" -> "at most";
          default -> "outside what is usual,";
        };
    var periods = alarm.number("EvaluationPeriods");
    var period = Texts.seconds(period(alarm));
    return "%s %s %s in %s"
        .formatted(
            metric(alarm),
            comparison,
            threshold(alarm),
            periods > 1 ? "each of %d periods of %s".formatted(periods, period) : period);
  }

  /** In time, where the metric is one of Portcullis's own and measures time. */
  private static String threshold(Resource alarm) {
    var threshold = alarm.get("Threshold").asDouble();
    return switch (alarm.text("MetricName")) {
      case "TokenAge", "TokenTimeLeft", "CredentialAge" -> Texts.seconds((long) threshold);
      case "FirstByte", "Total" -> Texts.number(threshold / 1000) + " s";
      default -> Texts.number(threshold);
    };
  }

  private static String metric(Resource alarm) {
    var name = alarm.text("MetricName");
    return name.isEmpty() ? "a figure of " + Texts.list(metricNames(alarm)) : name;
  }

  private static List<String> metricNames(Resource alarm) {
    return alarm.get("Metrics").findValues("MetricName").stream()
        .map(JsonNode::asText)
        .distinct()
        .toList();
  }

  private static int period(Resource alarm) {
    var periods = alarm.get("Metrics").findValues("Period");
    return alarm.get("Period").asInt(periods.isEmpty() ? 60 : periods.get(0).asInt());
  }

  private static String budget(Resource budget) {
    var parts =
        budget.list("NotificationsWithSubscribers").stream()
            .map(part -> part.path("Notification").path("Threshold").asText() + "%")
            .toList();
    return "%s a month, tells at %s"
        .formatted(
            Texts.money(budget.get("Budget", "BudgetLimit", "Amount").asDouble()),
            Texts.sentence(parts));
  }
}
