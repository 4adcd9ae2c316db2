package io.portcullis.stacks.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A firewall that refuses less. */
record FirewallWidening(EnvironmentTemplates next) {

  List<String> between(Optional<Resource> before, Optional<Resource> after) {
    if (before.isEmpty()) {
      return List.of();
    }
    return switch (before.get().type()) {
      case "AWS::WAFv2::WebACL" ->
          after.map(acl -> acl(before.get(), acl)).orElse(List.of("is gone: nothing is refused"));
      case "AWS::WAFv2::WebACLAssociation" ->
          after.isPresent() ? List.of() : List.of("is gone: the firewall stands before nothing");
      case "AWS::WAFv2::IPSet" -> after.map(set -> addresses(before.get(), set)).orElse(List.of());
      default -> List.of();
    };
  }

  private static List<String> acl(Resource before, Resource after) {
    var what = new ArrayList<String>();
    if (before.has("DefaultAction", "Block") && after.has("DefaultAction", "Allow")) {
      what.add("lets pass what no rule is about");
    }
    var rules = rules(after);
    rules(before)
        .forEach(
            (name, rule) -> what.addAll(rule(name, rule, Optional.ofNullable(rules.get(name)))));
    rules.keySet().removeAll(rules(before).keySet());
    rules.forEach(
        (name, rule) -> {
          if (rule.path("Action").has("Allow")) {
            what.add("has a new rule '%s' that lets calls pass".formatted(name));
          }
        });
    return what;
  }

  private static List<String> rule(String name, JsonNode before, Optional<JsonNode> after) {
    if (after.isEmpty()) {
      return refuses(before) ? List.of("has no rule '%s' any more".formatted(name)) : List.of();
    }
    var next = after.get();
    if (refuses(before) && !refuses(next)) {
      return List.of("does not refuse by rule '%s' any more".formatted(name));
    }
    return refuses(next)
        ? statement(name, before.path("Statement"), next.path("Statement"))
        : List.of();
  }

  /** A group of rules refuses unless it is overridden as a whole. */
  private static boolean refuses(JsonNode rule) {
    return rule.path("Action").has("Block")
        || rule.has("OverrideAction") && !rule.path("OverrideAction").has("Count");
  }

  private static List<String> statement(String name, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return List.of();
    }
    var limit = before.at("/RateBasedStatement/Limit").asInt();
    var nextLimit = after.at("/RateBasedStatement/Limit").asInt();
    if (limit > 0 && nextLimit > limit) {
      return List.of(
          "lets %d through by rule '%s' where it let %d".formatted(nextLimit, name, limit));
    }
    var overridden = overrides(after);
    overridden.removeAll(overrides(before));
    if (before.has("ManagedRuleGroupStatement") && after.has("ManagedRuleGroupStatement")) {
      return overridden.isEmpty()
          ? List.of()
          : List.of(
              "does not refuse by %s of rule '%s' any more"
                  .formatted(String.join(", ", overridden), name));
    }
    return limit > 0 && nextLimit > 0 && nextLimit < limit
        ? List.of()
        : List.of("has rule '%s' about other calls than before".formatted(name));
  }

  /** Rules of a group that do not refuse. */
  private static Set<String> overrides(JsonNode statement) {
    var names = new LinkedHashSet<String>();
    for (var override : statement.at("/ManagedRuleGroupStatement/RuleActionOverrides")) {
      if (!override.path("ActionToUse").has("Block")) {
        names.add(override.path("Name").asText());
      }
    }
    return names;
  }

  private static Map<String, JsonNode> rules(Resource acl) {
    var rules = new LinkedHashMap<String, JsonNode>();
    acl.list("Rules").forEach(rule -> rules.put(rule.path("Name").asText(), rule));
    return rules;
  }

  /** More addresses in a set of those that may call, or fewer in one of those that may not. */
  private List<String> addresses(Resource before, Resource after) {
    var old = texts(before);
    var now = texts(after);
    return isAllowList(after)
        ? uncovered(now, old).map(list -> "lets %s call".formatted(list)).stream().toList()
        : uncovered(old, now).map(list -> "does not refuse %s any more".formatted(list)).stream()
            .toList();
  }

  private static Optional<String> uncovered(List<String> addresses, List<String> by) {
    var rest =
        addresses.stream()
            .filter(
                address ->
                    by.stream()
                        .noneMatch(
                            range ->
                                range.equals(address) || AddressRange.contains(range, address)))
            .toList();
    return rest.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", rest));
  }

  private static List<String> texts(Resource set) {
    return set.list("Addresses").stream().map(JsonNode::asText).toList();
  }

  /** A rule that refuses what is not in the set makes it one. */
  private boolean isAllowList(Resource set) {
    return next.ofType("AWS::WAFv2::WebACL").stream()
        .flatMap(acl -> acl.get("Rules").findValues("NotStatement").stream())
        .anyMatch(negated -> next.targets(negated).contains(set));
  }
}
