package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the functions can reach.
 *
 * @param reach what each function can reach, by its name
 * @param networks the networks that they run in
 */
public record Egress(Map<String, List<String>> reach, List<Network> networks) {

  /** What stands in a group that lets nothing out: without a rule, EC2 would let everything out. */
  private static final List<String> NOWHERE = List.of("127.0.0.1/32", "255.255.255.255/32");

  static Egress in(EnvironmentTemplates environment) {
    var reach = new TreeMap<String, List<String>>();
    for (var function : Functions.ofPortcullis(environment)) {
      reach.put(Functions.name(function), reach(environment, function));
    }
    return new Egress(reach, Network.in(environment));
  }

  private static List<String> reach(EnvironmentTemplates environment, Resource function) {
    if (!function.has("VpcConfig")) {
      return List.of("the internet, as it runs outside the network");
    }
    var reach = new ArrayList<String>();
    for (var group : environment.targets(function.get("VpcConfig", "SecurityGroupIds"))) {
      rules(environment, group).stream()
          .filter(rule -> !NOWHERE.contains(rule.path("CidrIp").asText()))
          .forEach(rule -> reach.add(destination(environment, rule)));
    }
    return reach.stream().distinct().sorted().toList();
  }

  private static List<JsonNode> rules(EnvironmentTemplates environment, Resource group) {
    var rules = new ArrayList<JsonNode>(group.list("SecurityGroupEgress"));
    for (var rule : environment.ofType("AWS::EC2::SecurityGroupEgress")) {
      if (environment.targets(rule.get("GroupId")).contains(group)) {
        rules.add(rule.get());
      }
    }
    return rules;
  }

  private static String destination(EnvironmentTemplates environment, JsonNode rule) {
    for (var group : environment.targets(rule.path("DestinationSecurityGroupId"))) {
      for (var endpoint : environment.ofType("AWS::EC2::VPCEndpoint")) {
        if (environment.targets(endpoint.get("SecurityGroupIds")).contains(group)) {
          return service(endpoint);
        }
      }
      return "members of " + group.name();
    }
    var port = rule.path("ToPort").asText();
    if (rule.has("DestinationPrefixListId")) {
      return gateway(environment);
    }
    var address = rule.path("CidrIp").asText(rule.path("CidrIpv6").asText());
    var everywhere = address.equals("0.0.0.0/0") || address.equals("::/0");
    return (everywhere ? "any address" : address) + (port.isEmpty() ? "" : ", port " + port);
  }

  /** A gateway endpoint is reached by the addresses of its service. */
  private static String gateway(EnvironmentTemplates environment) {
    return environment.ofType("AWS::EC2::VPCEndpoint").stream()
        .filter(endpoint -> endpoint.text("VpcEndpointType").equals("Gateway"))
        .map(Egress::service)
        .findFirst()
        .orElse("the addresses of an AWS service");
  }

  private static String service(Resource endpoint) {
    if (endpoint.isPrivateLink()) {
      return "Hugging Face by PrivateLink";
    }
    var service = endpoint.text("ServiceName");
    var name = service.substring(service.lastIndexOf('.') + 1);
    return switch (name) {
      case "secretsmanager" -> "Secrets Manager";
      case "dynamodb" -> "DynamoDB";
      case "kms" -> "KMS";
      case "sts" -> "STS";
      default -> name;
    };
  }
}
