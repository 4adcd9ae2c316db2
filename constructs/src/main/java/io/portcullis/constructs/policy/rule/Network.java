package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A VPC, and what the gateways in it promise.
 *
 * @param templates the templates
 * @param vpc the VPC, if it is in the templates
 * @param id its id otherwise
 */
record Network(Templates templates, Optional<TemplateResource> vpc, String id) {
  private static final String TYPE = "AWS::EC2::VPC";

  /** The network of an id. */
  static Stream<Network> ofId(Templates templates, Value vpcId) {
    return !vpcId.exists()
        ? Stream.empty()
        : Stream.of(
            vpcId
                .resources(TYPE)
                .findFirst()
                .map(vpc -> new Network(templates, Optional.of(vpc), ""))
                .orElseGet(() -> new Network(templates, Optional.empty(), vpcId.text())));
  }

  /** The networks of what a value refers to, such as subnets and security groups. */
  static Stream<Network> around(Templates templates, Value value) {
    return value.resources().stream()
        .flatMap(resource -> ofId(templates, resource.property("VpcId")))
        .distinct();
  }

  /** The networks of a function. */
  static Stream<Network> of(Templates templates, TemplateResource function) {
    return around(templates, function.property("VpcConfig"));
  }

  /** The strictest level of the gateways whose proxy is in it; empty if there is none. */
  Optional<SecurityLevel> level() {
    return FrontDoor.in(templates)
        .filter(door -> door.proxies().anyMatch(this::contains))
        .map(FrontDoor::strictLevel)
        .max(Comparator.naturalOrder());
  }

  /** Whether a rotation function runs in it. */
  boolean isOfTheRotation() {
    return templates
        .resources(Functions.TYPE)
        .filter(Functions::isRotation)
        .anyMatch(this::contains);
  }

  /** Whether names that no list allows are blocked. */
  boolean blocksUnknownNames() {
    return templates
        .resources("AWS::Route53Resolver::FirewallRuleGroupAssociation")
        .filter(association -> isOf(association.property("VpcId")))
        .flatMap(
            association ->
                association
                    .property("FirewallRuleGroupId")
                    .resources("AWS::Route53Resolver::FirewallRuleGroup"))
        .anyMatch(Network::blocksTheRest);
  }

  private boolean isOf(Value vpcId) {
    return ofId(templates, vpcId).anyMatch(this::equals);
  }

  private boolean contains(TemplateResource function) {
    return of(templates, function).anyMatch(this::equals);
  }

  private static boolean blocksTheRest(TemplateResource group) {
    return group.property("FirewallRules").list().stream()
        .max(Comparator.comparingLong(rule -> rule.get("Priority").number().orElse(0)))
        .filter(last -> last.get("Action").is("BLOCK"))
        .filter(
            last ->
                last.get("FirewallDomainListId")
                    .resources("AWS::Route53Resolver::FirewallDomainList")
                    .flatMap(list -> list.property("Domains").list().stream())
                    .anyMatch(domain -> domain.is("*")))
        .isPresent();
  }
}
