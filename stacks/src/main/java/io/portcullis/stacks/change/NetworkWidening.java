package io.portcullis.stacks.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Security groups that let more through, and ways out of the network. */
final class NetworkWidening {
  /**
   * A rule of a security group.
   *
   * @param group resource that the rule belongs to
   * @param way {@code from} or {@code to}
   */
  private record Rule(Resource holder, String group, String way, String ports, String peer) {
    boolean covers(Rule other) {
      return group.equals(other.group)
          && way.equals(other.way)
          && (ports.equals(other.ports) || ports.equals("-1"))
          && (peer.equals(other.peer) || AddressRange.contains(peer, other.peer));
    }
  }

  /** What stands in a group that lets nothing out: without a rule, EC2 would let everything out. */
  private static final List<String> NOWHERE = List.of("127.0.0.1/32", "255.255.255.255/32");

  private static final List<String> WAYS_OUT =
      List.of(
          "AWS::EC2::InternetGateway",
          "AWS::EC2::NatGateway",
          "AWS::EC2::VPCEndpoint",
          "AWS::EC2::VPCPeeringConnection",
          "AWS::EC2::TransitGatewayAttachment");

  private NetworkWidening() {}

  static List<Widening> between(EnvironmentTemplates deployed, EnvironmentTemplates next) {
    var old = rules(deployed);
    var opened =
        rules(next).stream()
            .filter(rule -> !NOWHERE.contains(rule.peer()))
            .filter(rule -> old.stream().noneMatch(other -> other.covers(rule)))
            .map(rule -> WidenedAccess.widening(rule.holder(), text(rule)));
    var known = deployed.resources().stream().map(Resource::key).toList();
    var ways =
        next.resources().stream()
            .filter(resource -> WAYS_OUT.contains(resource.type()))
            .filter(resource -> !known.contains(resource.key()))
            .map(
                way ->
                    WidenedAccess.widening(way, "is a new way out of the network: " + way.type()));
    return Stream.concat(opened, ways).toList();
  }

  private static String text(Rule rule) {
    return "lets %s through %s %s".formatted(rule.ports(), rule.way(), rule.peer());
  }

  private static List<Rule> rules(EnvironmentTemplates templates) {
    var rules = new ArrayList<Rule>();
    for (var group : templates.ofType("AWS::EC2::SecurityGroup")) {
      var id = "${%s.GroupId}".formatted(group.key());
      group.list("SecurityGroupIngress").forEach(rule -> rules.add(rule(group, id, "from", rule)));
      group.list("SecurityGroupEgress").forEach(rule -> rules.add(rule(group, id, "to", rule)));
    }
    for (var rule : templates.ofType("AWS::EC2::SecurityGroupIngress")) {
      rules.add(rule(rule, rule.text("GroupId"), "from", rule.get()));
    }
    for (var rule : templates.ofType("AWS::EC2::SecurityGroupEgress")) {
      rules.add(rule(rule, rule.text("GroupId"), "to", rule.get()));
    }
    return rules;
  }

  private static Rule rule(Resource holder, String group, String way, JsonNode rule) {
    var protocol = rule.path("IpProtocol").asText();
    var ports =
        protocol.equals("-1")
            ? protocol
            : "%s %s-%s"
                .formatted(protocol, rule.path("FromPort").asText(), rule.path("ToPort").asText());
    return new Rule(holder, group, way, ports, peer(rule));
  }

  private static String peer(JsonNode rule) {
    return Stream.of(
            "CidrIp",
            "CidrIpv6",
            "SourceSecurityGroupId",
            "DestinationSecurityGroupId",
            "SourcePrefixListId",
            "DestinationPrefixListId")
        .map(name -> rule.path(name).asText())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("anything");
  }
}
