package io.portcullis.stacks.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One permission of a policy: who may, or may not, do one thing with one resource, and when.
 *
 * @param denies whether it is a deny
 * @param principal who; empty in a policy of a role, which is about the role
 * @param action what
 * @param resource with what
 * @param conditions values by operator and key; all of them must hold
 */
record Permission(
    boolean denies,
    String principal,
    String action,
    String resource,
    Map<String, List<String>> conditions) {

  /** Every permission of a policy document. */
  static List<Permission> of(JsonNode document) {
    var permissions = new ArrayList<Permission>();
    for (var statement : list(document.path("Statement"))) {
      for (var principal : principals(statement)) {
        for (var action : parts(statement, "Action")) {
          for (var resource : parts(statement, "Resource")) {
            permissions.add(
                new Permission(
                    statement.path("Effect").asText().equals("Deny"),
                    principal,
                    action,
                    resource,
                    conditions(statement.path("Condition"))));
          }
        }
      }
    }
    return permissions;
  }

  /** Whether this one is about everything that the other is about. */
  boolean covers(Permission other) {
    return denies == other.denies
        && matches(principal, other.principal)
        && matches(action, other.action)
        && matches(resource, other.resource)
        && conditions.entrySet().stream()
            .allMatch(condition -> holds(condition.getKey(), condition.getValue(), other));
  }

  /** Whether a condition of this one holds wherever the other's conditions hold. */
  private static boolean holds(String condition, List<String> values, Permission other) {
    var others = other.conditions.get(condition);
    if (others == null) {
      return false;
    }
    return isNegated(condition)
        ? values.stream().allMatch(value -> anyCovers(others, value))
        : others.stream().allMatch(value -> anyCovers(values, value));
  }

  private static boolean anyCovers(List<String> patterns, String value) {
    return patterns.stream()
        .anyMatch(pattern -> matches(pattern, value) || AddressRange.contains(pattern, value));
  }

  /** {@code NotIpAddress} with more addresses is about fewer calls. */
  private static boolean isNegated(String condition) {
    return condition.contains("Not");
  }

  /** As IAM compares: a star stands for anything. What is negated is only like itself. */
  private static boolean matches(String pattern, String text) {
    var regex =
        Pattern.compile("([*?])|[^*?]+")
            .matcher(pattern)
            .results()
            .map(
                part ->
                    part.group(1) == null
                        ? Pattern.quote(part.group())
                        : part.group().equals("*") ? ".*" : ".")
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
        .matcher(text)
        .matches();
  }

  private static List<String> principals(JsonNode statement) {
    if (statement.has("NotPrincipal")) {
      return List.of("all but " + statement.path("NotPrincipal"));
    }
    var principal = statement.path("Principal");
    if (!principal.isObject()) {
      return List.of(principal.asText());
    }
    var principals = new ArrayList<String>();
    principal.forEach(kind -> list(kind).forEach(name -> principals.add(name.asText())));
    return principals;
  }

  private static List<String> parts(JsonNode statement, String name) {
    if (statement.has("Not" + name)) {
      return List.of("all but " + statement.path("Not" + name));
    }
    var texts = list(statement.path(name)).stream().map(JsonNode::asText).toList();
    return texts.isEmpty() ? List.of("*") : texts;
  }

  private static Map<String, List<String>> conditions(JsonNode condition) {
    var conditions = new TreeMap<String, List<String>>();
    for (var operator : condition.properties()) {
      for (var key : operator.getValue().properties()) {
        conditions.put(
            operator.getKey() + " " + key.getKey(),
            list(key.getValue()).stream().map(JsonNode::asText).sorted().toList());
      }
    }
    return conditions;
  }

  private static List<JsonNode> list(JsonNode value) {
    var list = new ArrayList<JsonNode>();
    if (value.isArray()) {
      value.forEach(list::add);
    } else if (!value.isMissingNode()) {
      list.add(value);
    }
    return list;
  }
}
