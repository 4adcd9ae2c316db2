package io.portcullis.constructs.firewall;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.Stage;

/** A stack with an API and its firewall, and the web ACL as CloudFormation gets it. */
final class FirewallStack {
  private final Stack stack = new Stack(new App(), "Test");
  private final RestApi api = new RestApi(stack, "Api");

  FirewallStack() {
    api.getRoot().addMethod("GET");
  }

  /** A firewall with every required property, for tests to vary. */
  ApiFirewallProps.Builder<ApiFirewall> firewall() {
    return firewall("Firewall");
  }

  ApiFirewallProps.Builder<ApiFirewall> firewall(String id) {
    return ApiFirewall.Builder.create(stack, id).apiStage(apiStage());
  }

  /** A firewall with every rule and group there is, and networks of both address families. */
  ApiFirewallProps.Builder<ApiFirewall> everything() {
    return firewall()
        .deniedCidrs(List.of("198.51.100.7/32", "2001:db8:1::/48"))
        .allowedCidrs(List.of("198.51.100.0/24", "2001:db8::/32"))
        .allowedCountries(List.of("DE"))
        .managedRuleGroups(List.of(ManagedRuleGroup.values()));
  }

  Stage apiStage() {
    return api.getDeploymentStage();
  }

  Stack stack() {
    return stack;
  }

  Resources resources() {
    return Resources.of(stack);
  }

  JsonNode webAcl() {
    return resources().only("AWS::WAFv2::WebACL");
  }

  List<JsonNode> rules() {
    return StreamSupport.stream(webAcl().get("Rules").spliterator(), false).toList();
  }

  List<String> ruleNames() {
    return rules().stream().map(rule -> rule.get("Name").textValue()).toList();
  }

  JsonNode rule(String name) {
    return rules().stream()
        .filter(rule -> rule.get("Name").textValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  JsonNode rule(FirewallRule rule) {
    return rule(rule.ruleName());
  }

  JsonNode rule(ManagedRuleGroup group) {
    return rule(group.awsName());
  }

  Map<String, Object> statement(FirewallRule rule) {
    return Json.json(rule(rule).get("Statement"));
  }
}
