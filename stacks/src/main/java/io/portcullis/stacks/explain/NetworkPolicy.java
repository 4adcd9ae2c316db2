package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an API's resource policy refuses, in words. */
final class NetworkPolicy {
  private static final String OF_ONE = "calls signed by ";

  private NetworkPolicy() {}

  static List<String> refusals(JsonNode policy) {
    var refusals = new ArrayList<String>();
    for (var statement : policy.path("Statement")) {
      if (statement.path("Effect").asText().equals("Deny")) {
        refusals.add(refusal(statement.path("Condition")));
      }
    }
    return List.copyOf(refusals);
  }

  /** In short: what is refused to one caller alone is said of all at once. */
  static String summary(List<String> refusals) {
    var parts =
        new ArrayList<>(refusals.stream().filter(refusal -> !refusal.startsWith(OF_ONE)).toList());
    if (parts.size() < refusals.size()) {
      parts.add("each caller outside its own networks");
    }
    return String.join("; ", parts);
  }

  private static String refusal(JsonNode condition) {
    var parts = new ArrayList<String>();
    for (var operator : condition.properties()) {
      for (var key : operator.getValue().properties()) {
        parts.add(part(operator.getKey(), key.getKey(), Texts.list(key.getValue())));
      }
    }
    return parts.isEmpty() ? "every call" : "calls " + String.join(" and ", parts);
  }

  private static String part(String operator, String key, String values) {
    var outside = operator.contains("Not");
    return switch (key) {
      case "aws:SourceIp", "aws:VpcSourceIp" -> (outside ? "from outside " : "from ") + values;
      case "aws:SourceVpce" ->
          (outside ? "not through the VPC endpoints " : "through the VPC endpoints ") + values;
      case "aws:PrincipalArn", "aws:PrincipalAccount" ->
          (outside ? "not signed by " : "signed by ") + principals(values);
      default -> "where %s %s %s".formatted(key, outside ? "is not" : "is", values);
    };
  }

  private static String principals(String arns) {
    return Texts.list(Stream.of(arns.split(", ")).map(Texts::principal).toList());
  }
}
