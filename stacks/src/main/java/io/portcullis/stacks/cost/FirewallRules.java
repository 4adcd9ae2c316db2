package io.portcullis.stacks.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the web ACL, as far as they have a price. */
final class FirewallRules {
  private FirewallRules() {}

  /** Names of AWS's own managed groups. */
  static List<String> managedGroups(EnvironmentTemplates environment) {
    return groups(environment)
        .filter(group -> group.path("VendorName").asText().equals("AWS"))
        .map(group -> group.path("Name").asText())
        .toList();
  }

  /** Names of the groups of other vendors, who set their own prices. */
  static List<String> foreignGroups(EnvironmentTemplates environment) {
    return groups(environment)
        .filter(group -> !group.path("VendorName").asText().equals("AWS"))
        .map(group -> group.path("VendorName").asText() + " " + group.path("Name").asText())
        .toList();
  }

  static int rules(EnvironmentTemplates environment) {
    return environment.ofType("AWS::WAFv2::WebACL").stream()
        .mapToInt(acl -> acl.get("Rules").size())
        .sum();
  }

  private static Stream<JsonNode> groups(EnvironmentTemplates environment) {
    return environment.ofType("AWS::WAFv2::WebACL").stream()
        .flatMap(acl -> acl.get("Rules").findValues("ManagedRuleGroupStatement").stream());
  }
}
