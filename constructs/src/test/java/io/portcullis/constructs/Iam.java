package io.portcullis.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides requests as IAM does inside one account (IAM User Guide, "Policy evaluation logic"). What
 * it does not know of the language of policies is an error, never passed over.
 */
public final class Iam {
  /** What becomes of a request: allowed, explicitly denied, or denied since nothing allows it. */
  public enum Decision {
    ALLOW,
    DENY,
    NONE
  }

  /**
   * @param principalArn ARN of the role or user, also when a session of the role asks
   * @param action such as {@code secretsmanager:GetSecretValue}
   * @param resource ARN of what the action is on
   * @param context condition keys of the request, beside the principal's ARN
   */
  public record Request(
      String principalArn, String action, String resource, Map<String, String> context) {

    private String value(String key) {
      return key.equals("aws:PrincipalArn") ? principalArn : context.get(key);
    }
  }

  private Iam() {}

  /** The decision of all statements about the principal and the resource together. */
  public static Decision decide(Request request, List<JsonNode> statements) {
    var effects =
        statements.stream()
            .filter(statement -> matches(request, statement))
            .map(statement -> statement.get("Effect").textValue())
            .collect(Collectors.toSet());
    if (effects.contains("Deny")) {
      return Decision.DENY;
    }
    return effects.contains("Allow") ? Decision.ALLOW : Decision.NONE;
  }

  private static boolean matches(Request request, JsonNode statement) {
    assertThat(statement.properties().stream().map(Map.Entry::getKey))
        .isSubsetOf("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
    return admitsPrincipal(request, statement.path("Principal"))
        && texts(statement.get("Action")).anyMatch(action -> like(action, request.action()))
        && texts(statement.get("Resource")).anyMatch(arn -> like(arn, request.resource()))
        && statement.path("Condition").properties().stream()
            .allMatch(operator -> holds(request, operator.getKey(), operator.getValue()));
  }

  /** A statement of an identity's own policy names no principal. */
  private static boolean admitsPrincipal(Request request, JsonNode principal) {
    return principal.isMissingNode()
        || texts(principal.isObject() ? principal.path("AWS") : principal)
            .anyMatch(arn -> arn.equals("*") || arn.equals(request.principalArn()));
  }

  private static boolean holds(Request request, String operator, JsonNode keys) {
    return keys.properties().stream()
        .allMatch(
            key -> holds(operator, request.value(key.getKey()), texts(key.getValue()).toList()));
  }

  /** A key that the request lacks meets the negated operators alone. */
  private static boolean holds(String operator, String value, List<String> expected) {
    return switch (operator) {
      case "StringEquals", "ForAnyValue:StringEquals" -> value != null && expected.contains(value);
      case "ArnLike" -> value != null && expected.stream().anyMatch(arn -> arnLike(arn, value));
      case "ArnNotLike" -> value == null || expected.stream().noneMatch(arn -> arnLike(arn, value));
      default -> throw new AssertionError("operator '%s' is not known here".formatted(operator));
    };
  }

  /** Part by part, so that no wildcard reaches across a colon. */
  private static boolean arnLike(String pattern, String arn) {
    var patterns = pattern.split(":", 6);
    var parts = arn.split(":", 6);
    return patterns.length == parts.length
        && IntStream.range(0, parts.length).allMatch(i -> like(patterns[i], parts[i]));
  }

  private static boolean like(String pattern, String text) {
    var regex =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return text.matches(regex);
  }

  private static Stream<String> texts(JsonNode node) {
    assertThat(node).isNotNull();
    return (node.isArray() ? node.valueStream() : Stream.of(node))
        .peek(text -> assertThat(text).isInstanceOf(TextNode.class))
        .map(JsonNode::textValue);
  }
}
