package io.portcullis.stacks.explain;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A VPC that functions run in.
 *
 * @param functions their names
 * @param natGateways ways to the internet
 * @param resolvableNames names that its resolver answers for, empty for all
 * @param nameFirewall whether the resolver answers for those names alone
 * @param flowLog whether its connections are logged
 */
public record Network(
    List<String> functions,
    int natGateways,
    List<String> resolvableNames,
    boolean nameFirewall,
    boolean flowLog) {

  /** Those of an environment, each under its VPC's id as far as the templates tell it. */
  static List<Network> in(EnvironmentTemplates environment) {
    var ids = new LinkedHashSet<String>();
    environment.ofType("AWS::EC2::VPC").forEach(vpc -> ids.add(vpc.key()));
    Functions.ofPortcullis(environment)
        .forEach(function -> ids.addAll(ofFunction(environment, function)));
    return ids.stream().map(id -> of(environment, id)).toList();
  }

  private static Network of(EnvironmentTemplates environment, String id) {
    var firewalls =
        environment.ofType("AWS::Route53Resolver::FirewallRuleGroupAssociation").stream()
            .filter(association -> ids(environment, association).contains(id))
            .toList();
    return new Network(
        Functions.ofPortcullis(environment).stream()
            .filter(function -> ofFunction(environment, function).contains(id))
            .map(Functions::name)
            .toList(),
        (int)
            environment.ofType("AWS::EC2::NatGateway").stream()
                .filter(gateway -> ids(environment, gateway).contains(id))
                .count(),
        firewalls.stream().flatMap(firewall -> names(environment, firewall)).distinct().toList(),
        !firewalls.isEmpty(),
        environment.ofType("AWS::EC2::FlowLog").stream()
            .anyMatch(log -> keys(environment, log, "ResourceId").contains(id)));
  }

  private static Set<String> ofFunction(EnvironmentTemplates environment, Resource function) {
    var ids = new LinkedHashSet<String>();
    for (var place : environment.targets(function.get("VpcConfig"))) {
      ids.addAll(ids(environment, place));
    }
    return ids;
  }

  /** Of the VPC that something stands in; a NAT gateway in one zone names its subnet alone. */
  private static List<String> ids(EnvironmentTemplates environment, Resource resource) {
    var ids = new ArrayList<>(keys(environment, resource, "VpcId"));
    for (var subnet : environment.targets(resource.get("SubnetId"))) {
      ids.addAll(keys(environment, subnet, "VpcId"));
    }
    return ids;
  }

  private static List<String> keys(
      EnvironmentTemplates environment, Resource resource, String property) {
    if (!resource.has(property)) {
      return List.of();
    }
    var targets = environment.targets(resource.get(property));
    return targets.isEmpty()
        ? List.of(resource.text(property))
        : targets.stream().map(Resource::key).toList();
  }

  private static Stream<String> names(EnvironmentTemplates environment, Resource association) {
    return environment.targets(association.get("FirewallRuleGroupId")).stream()
        .flatMap(group -> group.list("FirewallRules").stream())
        .filter(rule -> rule.path("Action").asText().equals("ALLOW"))
        .flatMap(rule -> environment.targets(rule.path("FirewallDomainListId")).stream())
        .flatMap(list -> list.list("Domains").stream())
        .map(domain -> domain.asText().replaceAll("\\.$", ""));
  }
}
