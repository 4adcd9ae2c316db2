package io.portcullis.stacks.explain;

import io.portcullis.stacks.EnvironmentFacts;
import io.portcullis.stacks.EnvironmentFacts.Sources;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Who may call: an API key, the limits of its usage plan, and where its calls come from.
 *
 * @param name the customer
 * @param rate requests a second in the long run, 0 without a limit
 * @param burst requests at once, 0 without a limit
 * @param quota requests a period, 0 without a limit
 * @param period the quota's period, such as {@code day}
 * @param networks address ranges
 * @param vpcEndpoints VPC endpoints
 * @param principals IAM roles and users that sign the calls
 */
public record Caller(
    String name,
    double rate,
    int burst,
    int quota,
    String period,
    List<String> networks,
    List<String> vpcEndpoints,
    List<String> principals) {

  static List<Caller> in(EnvironmentTemplates environment, EnvironmentFacts facts) {
    var callers = new ArrayList<Caller>();
    var stages = environment.ofType("AWS::ApiGateway::Stage");
    for (var link : environment.ofType("AWS::ApiGateway::UsagePlanKey")) {
      for (var key : environment.targets(link.get("KeyId"))) {
        for (var plan : environment.targets(link.get("UsagePlanId"))) {
          callers.add(caller(key, plan, stages, facts));
        }
      }
    }
    callers.sort(Comparator.comparing(Caller::name));
    return List.copyOf(callers);
  }

  private static Caller caller(
      Resource key, Resource plan, List<Resource> stages, EnvironmentFacts facts) {
    var name = key.tags().getOrDefault("portcullis:customer", key.name());
    var sources = facts.sources().getOrDefault(name, Sources.NONE);
    var bound = principals(stages, name);
    return new Caller(
        name,
        plan.get("Throttle", "RateLimit").asDouble(),
        plan.number("Throttle", "BurstLimit"),
        plan.number("Quota", "Limit"),
        plan.text("Quota", "Period").toLowerCase(Locale.ROOT),
        sources.networks(),
        sources.vpcEndpoints(),
        bound.isEmpty() ? sources.principals() : bound);
  }

  /**
   * Those that a stage variable binds the customer's key to: the key's id, then account and name of
   * each.
   */
  private static List<String> principals(List<Resource> stages, String customer) {
    return stages.stream()
        .map(stage -> stage.text("Variables", customer.replace('-', '_')))
        .flatMap(binding -> Stream.of(binding.split(",")).skip(1))
        .map(principal -> "arn:aws:iam::" + principal)
        .toList();
  }
}
