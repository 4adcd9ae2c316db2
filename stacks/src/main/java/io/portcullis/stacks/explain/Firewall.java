package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The web ACL before the API.
 *
 * @param on whether there is one, and it stands before the API
 * @param rules in the order in which they are asked
 * @param otherwise what becomes of a call that no rule ends: {@code allow} or {@code block}
 * @param inspectedBody kilobytes of a body that are looked at
 * @param logged whether it writes a log
 */
public record Firewall(
    boolean on, List<Rule> rules, String otherwise, int inspectedBody, boolean logged) {

  /**
   * A rule.
   *
   * @param name its name
   * @param action {@code block}, {@code count}, {@code allow}, or {@code as the group says}
   * @param what which calls it is about, in words
   * @param exceptions rules of a group that do something else, such as {@code counts
   *     SizeRestrictions_BODY}
   */
  public record Rule(String name, String action, String what, List<String> exceptions) {}

  static Firewall in(EnvironmentTemplates environment) {
    var on = !environment.ofType("AWS::WAFv2::WebACLAssociation").isEmpty();
    var logged = !environment.ofType("AWS::WAFv2::LoggingConfiguration").isEmpty();
    return environment.ofType("AWS::WAFv2::WebACL").stream()
        .findFirst()
        .map(acl -> firewall(environment, acl, on, logged))
        .orElse(new Firewall(false, List.of(), "allow", 0, false));
  }

  private static Firewall firewall(
      EnvironmentTemplates environment, Resource acl, boolean on, boolean logged) {
    var rules = new ArrayList<>(acl.list("Rules"));
    rules.sort(Comparator.comparingInt(rule -> rule.path("Priority").asInt()));
    return new Firewall(
        on,
        rules.stream().map(rule -> rule(environment, rule)).toList(),
        acl.has("DefaultAction", "Block") ? "block" : "allow",
        inspectedBody(acl),
        logged);
  }

  private static Rule rule(EnvironmentTemplates environment, JsonNode rule) {
    return new Rule(
        rule.path("Name").asText(),
        action(rule),
        new FirewallStatement(environment).describe(rule.path("Statement")),
        exceptions(rule.at("/Statement/ManagedRuleGroupStatement/RuleActionOverrides")));
  }

  /** A group has an override in place of an action; {@code None} leaves its rules their own. */
  private static String action(JsonNode rule) {
    if (rule.has("OverrideAction")) {
      return rule.path("OverrideAction").has("Count") ? "count" : "as the group says";
    }
    var actions = rule.path("Action").fieldNames();
    return actions.hasNext() ? actions.next().toLowerCase(Locale.ROOT) : "none";
  }

  private static List<String> exceptions(JsonNode overrides) {
    var exceptions = new ArrayList<String>();
    for (var override : overrides) {
      var action = override.path("ActionToUse").fieldNames();
      exceptions.add(
          "%ss %s"
              .formatted(
                  action.hasNext() ? action.next().toLowerCase(Locale.ROOT) : "change",
                  override.path("Name").asText()));
    }
    return exceptions;
  }

  /** 16 KB unless the ACL says more (AWS WAF Developer Guide, "Body inspection"). */
  private static int inspectedBody(Resource acl) {
    var limit =
        acl.text("AssociationConfig", "RequestBody", "API_GATEWAY", "DefaultSizeInspectionLimit");
    return limit.isEmpty() ? 16 : Integer.parseInt(limit.replaceAll("\\D", ""));
  }
}
