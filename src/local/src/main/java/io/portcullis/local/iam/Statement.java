package io.portcullis.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A statement of a policy.
 *
 * @param actions and resources, with wildcards
 */
record Statement(
    boolean allows,
    PrincipalElement principal,
    List<String> actions,
    List<String> resources,
    List<Condition> conditions) {
  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
  private static final Set<String> IDENTITY_ELEMENTS =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  static Statement of(JsonNode node, UnaryOperator<String> resource) {
    Elements.check(node, ELEMENTS);
    return of(node, PrincipalElement.of(node.path("Principal")), resource);
  }

  static Statement identityBased(JsonNode node) {
    Elements.check(node, IDENTITY_ELEMENTS);
    return of(node, PrincipalElement.EVERYBODY, UnaryOperator.identity());
  }

  private static Statement of(
      JsonNode node, PrincipalElement principal, UnaryOperator<String> resource) {
    return new Statement(
        allows(node.path("Effect").asText()),
        principal,
        Elements.texts(node.path("Action")),
        Elements.texts(node.path("Resource")).stream().map(resource).toList(),
        node.has("Condition") ? Condition.all(node.get("Condition")) : List.of());
  }

  private static boolean allows(String effect) {
    return switch (effect) {
      case "Allow" -> true;
      case "Deny" -> false;
      default ->
          throw new IllegalArgumentException(
              "'Effect' must be Allow or Deny, got '%s'".formatted(effect));
    };
  }

  boolean appliesTo(PolicyRequest request) {
    var meant =
        allows
            ? principal.grants(request.principal(), request.owner())
            : principal.covers(request.principal());
    return meant
        && actions.stream().anyMatch(action -> isAction(action, request.action()))
        && resources.stream().anyMatch(known -> Wildcard.matches(known, request.resource()))
        && conditions.stream().allMatch(condition -> condition.holds(request.keys()));
  }

  /** Actions compare without case. */
  private static boolean isAction(String pattern, String action) {
    return Wildcard.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }

  /** The roles and users that are allowed by name, or that a condition names. */
  Set<Principal> principals() {
    var named = new HashSet<>(allows ? principal.principals() : Set.of());
    conditions.stream()
        .filter(condition -> condition.key().equals("aws:principalarn"))
        .flatMap(condition -> condition.values().stream())
        .forEach(arn -> Principal.of(arn).ifPresent(named::add));
    return named;
  }
}
