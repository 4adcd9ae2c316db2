package io.portcullis.stacks.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Policies that allow more or deny less, whatever resource they belong to. */
final class PolicyWidening {
  private PolicyWidening() {}

  static List<String> between(Optional<Resource> before, Optional<Resource> after) {
    var old = permissions(before);
    var next = permissions(after);
    var what = new ArrayList<String>();
    what.addAll(
        texts("allows", next.stream().filter(one -> !one.denies() && !covered(one, old)).toList()));
    var managed = managed(after);
    managed.removeAll(managed(before));
    managed.forEach(policy -> what.add("has the policy " + policy));
    if (after.isPresent()) {
      what.addAll(
          texts(
              "no longer denies",
              old.stream().filter(one -> one.denies() && !covered(one, next)).toList()));
    } else if (old.stream().anyMatch(Permission::denies)) {
      what.add("is gone, and with it what it denied");
    }
    return what;
  }

  private static boolean covered(Permission permission, List<Permission> others) {
    return others.stream().anyMatch(other -> other.covers(permission));
  }

  private static List<Permission> permissions(Optional<Resource> resource) {
    var permissions = new ArrayList<Permission>();
    resource.ifPresent(
        some -> documents(some.get()).forEach(one -> permissions.addAll(Permission.of(one))));
    return permissions;
  }

  private static List<String> managed(Optional<Resource> resource) {
    var arns = new ArrayList<String>();
    resource.ifPresent(
        some -> some.list("ManagedPolicyArns").forEach(arn -> arns.add(arn.asText())));
    return arns;
  }

  /** Wherever in the properties they stand: what has statements with effects is a policy. */
  private static List<JsonNode> documents(JsonNode value) {
    var documents = new ArrayList<JsonNode>();
    if (value.has("Statement") && !value.path("Statement").findValues("Effect").isEmpty()) {
      documents.add(value);
    } else {
      value.forEach(part -> documents.addAll(documents(part)));
    }
    return documents;
  }

  /** One text for permissions that differ in their actions alone. */
  private static List<String> texts(String verb, List<Permission> permissions) {
    Map<String, TreeSet<String>> actions = new LinkedHashMap<>();
    for (var permission : permissions) {
      actions.computeIfAbsent(rest(permission), rest -> new TreeSet<>()).add(permission.action());
    }
    return actions.entrySet().stream()
        .map(
            entry -> "%s %s%s".formatted(verb, String.join(", ", entry.getValue()), entry.getKey()))
        .toList();
  }

  private static String rest(Permission permission) {
    var who = permission.principal().isEmpty() ? "" : " to " + permission.principal();
    var resource = permission.resource().equals("*") ? "" : " on " + permission.resource();
    return who + resource + when(permission.conditions());
  }

  private static String when(Map<String, List<String>> conditions) {
    var texts =
        conditions.entrySet().stream()
            .map(condition -> condition.getKey() + " " + String.join(", ", condition.getValue()))
            .toList();
    return texts.isEmpty() ? "" : " if " + String.join(" and ", texts);
  }
}
