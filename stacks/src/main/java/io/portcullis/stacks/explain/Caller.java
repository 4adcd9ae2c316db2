package io.portcullis.stacks.explain;

import io.portcullis.stacks.EnvironmentFacts;
import io.portcullis.stacks.EnvironmentFacts.Sources;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who may call: a customer with its API keys, the limits that each has by its usage plan, and where
 * calls come from.
 *
 * @param name the customer
 * @param rate requests a second in the long run, 0 without a limit
 * @param burst requests at once, 0 without a limit
 * @param quota requests a period, 0 without a limit
 * @param period the quota's period, such as {@code day}
 * @param held what the proxy holds the customer to, by a name such as {@code tokens_day}
 * @param networks address ranges
 * @param vpcEndpoints VPC endpoints
 * @param principals IAM roles and users that sign the calls
 * @param subjects whom an authorizer knows the calls by
 */
public record Caller(
    String name,
    double rate,
    int burst,
    int quota,
    String period,
    Map<String, Long> held,
    List<String> networks,
    List<String> vpcEndpoints,
    List<String> principals,
    List<String> subjects) {

  static List<Caller> in(EnvironmentTemplates environment, EnvironmentFacts facts) {
    var callers = new TreeMap<String, Caller>();
    var stages = environment.ofType("AWS::ApiGateway::Stage");
    for (var link : environment.ofType("AWS::ApiGateway::UsagePlanKey")) {
      for (var key : environment.targets(link.get("KeyId"))) {
        for (var plan : environment.targets(link.get("UsagePlanId"))) {
          var caller = caller(key, plan, stages, facts);
          callers.putIfAbsent(caller.name(), caller);
        }
      }
    }
    return List.copyOf(callers.values());
  }

  private static Caller caller(
      Resource key, Resource plan, List<Resource> stages, EnvironmentFacts facts) {
    var name = key.tags().getOrDefault("portcullis:customer", key.name());
    var sources = facts.sources().getOrDefault(name, Sources.NONE);
    var bound = bound(stages, name, "principal");
    return new Caller(
        name,
        plan.get("Throttle", "RateLimit").asDouble(),
        plan.number("Throttle", "BurstLimit"),
        plan.number("Quota", "Limit"),
        plan.text("Quota", "Period").toLowerCase(Locale.ROOT),
        held(stages, name),
        sources.networks(),
        sources.vpcEndpoints(),
        bound.isEmpty()
            ? sources.principals()
            : bound.stream().map(principal -> "arn:aws:iam::" + principal).toList(),
        bound(stages, name, "subject"));
  }

  /** In the order in which the variable of the customer's plan has them. */
  private static Map<String, Long> held(List<Resource> stages, String customer) {
    var held = new LinkedHashMap<String, Long>();
    for (var plan : bound(stages, customer, "plan")) {
      var variable = "PLAN_" + plan.toUpperCase(Locale.ROOT).replace('-', '_');
      stages.stream()
          .map(stage -> stage.text("Variables", variable))
          .filter(value -> !value.isEmpty())
          .flatMap(value -> Stream.of(value.split("&")))
          .map(field -> field.split("="))
          .forEach(field -> held.put(field[0], Long.valueOf(field[1])));
    }
    return held;
  }

  /** What a field of the stage variables binds the customer's keys to; there may be several. */
  private static List<String> bound(List<Resource> stages, String customer, String field) {
    return stages.stream()
        .flatMap(stage -> variables(stage, customer.replace('-', '_')))
        .flatMap(variable -> Stream.of(variable.split("&")))
        .filter(text -> text.startsWith(field + "="))
        .map(text -> unescaped(text.substring(field.length() + 1)))
        .toList();
  }

  private static Stream<String> variables(Resource stage, String name) {
    return Stream.concat(
            Stream.of(name), IntStream.rangeClosed(2, 100).mapToObj(i -> name + "__" + i))
        .map(variable -> stage.text("Variables", variable));
  }

  /** A byte that a variable cannot hold is {@code ~XX}. */
  private static String unescaped(String value) {
    return URLDecoder.decode(value.replace("~", "%"), StandardCharsets.UTF_8);
  }
}
