package io.portcullis.stacks.cost;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Functions that EventBridge runs by a schedule, whether or not anybody calls. */
record ScheduledRuns(EnvironmentTemplates environment) {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
  private static final double HOURS_OF_A_MONTH = 730;
  private static final Map<String, Double> IN_AN_HOUR =
      Map.of("minute", 60.0, "hour", 1.0, "day", 1 / 24.0);
  private static final double MILLION = 1_000_000;

  boolean any() {
    return environment.ofType("AWS::Events::Rule").stream()
        .anyMatch(rule -> !functions(rule).isEmpty());
  }

  /** Those whose times no price is for: only a rate tells how often. */
  boolean anyUnknown() {
    return environment.ofType("AWS::Events::Rule").stream()
        .anyMatch(rule -> !functions(rule).isEmpty() && ofAMonth(rule) == 0);
  }

  void add(Bill bill) {
    for (var rule : environment.ofType("AWS::Events::Rule")) {
      functions(rule).forEach(function -> add(bill, function, ofAMonth(rule)));
    }
  }

  private static void add(Bill bill, Resource function, double runs) {
    if (runs == 0) {
      return;
    }
    var gigabytes = function.get("MemorySize").asDouble(128) / 1024;
    var architecture = function.get("Architectures").path(0).asText("x86_64");
    bill.add("runs by a schedule", runs / MILLION, "lambda-request");
    bill.add(
        "time of runs by a schedule",
        runs * bill.assumed("scheduled-seconds") * gigabytes,
        "lambda-" + architecture);
    bill.add(
        "requests of runs by a schedule",
        runs * bill.assumed("scheduled-secret-requests") / MILLION,
        "secret-request");
  }

  private List<Resource> functions(Resource rule) {
    return rule.has("ScheduleExpression")
        ? environment.targets(rule.get("Targets")).stream()
            .filter(target -> target.type().equals("AWS::Lambda::Function"))
            .toList()
        : List.of();
  }

  private static double ofAMonth(Resource rule) {
    var rate = RATE.matcher(rule.text("ScheduleExpression"));
    return rate.matches()
        ? HOURS_OF_A_MONTH * IN_AN_HOUR.get(rate.group(2)) / Integer.parseInt(rate.group(1))
        : 0;
  }
}
