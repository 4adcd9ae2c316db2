package io.portcullis.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A policy, of a resource or of a caller.
 *
 * <p>Follows "Policy evaluation logic"
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html): a denial
 * wins over whatever allows. What is not modelled is refused when the policy is read: a condition
 * that were passed over could let somebody in.
 */
public final class PolicyDocument {
  private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

  private final List<Statement> statements;

  private PolicyDocument(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * Reads a resource-based policy.
   *
   * @param resource makes an ARN of what an element {@code Resource} says
   * @throws IllegalArgumentException that names what is not modelled
   */
  public static PolicyDocument of(JsonNode node, UnaryOperator<String> resource) {
    return read(node, statement -> Statement.of(statement, resource));
  }

  /**
   * Reads an identity-based policy: it has no element {@code Principal}, whoever it is evaluated
   * for is meant.
   *
   * @throws IllegalArgumentException that names what is not modelled
   */
  public static PolicyDocument identityBased(JsonNode node) {
    return read(node, Statement::identityBased);
  }

  private static PolicyDocument read(JsonNode node, Function<JsonNode, Statement> reader) {
    Elements.check(node, ELEMENTS);
    var statements = new ArrayList<Statement>();
    var element = node.path("Statement");
    (element.isArray() ? element : List.of(element))
        .forEach(statement -> statements.add(reader.apply(statement)));
    return new PolicyDocument(List.copyOf(statements));
  }

  public Decision evaluate(PolicyRequest request) {
    var decision = Decision.IMPLICIT_DENY;
    for (var statement : statements) {
      if (statement.appliesTo(request)) {
        if (!statement.allows()) {
          return Decision.EXPLICIT_DENY;
        }
        decision = Decision.ALLOW;
      }
    }
    return decision;
  }

  /** The roles and users that the policy allows by name, or that a condition names. */
  public List<Principal> principals() {
    var named = new TreeSet<>(Comparator.comparing(Principal::arn));
    statements.forEach(statement -> named.addAll(statement.principals()));
    return List.copyOf(named);
  }

  /** The values that conditions compare a key with, for somebody who wants to meet them. */
  public List<String> values(String key) {
    return statements.stream()
        .flatMap(statement -> statement.conditions().stream())
        .filter(condition -> condition.key().equals(key.toLowerCase(Locale.ROOT)))
        .flatMap(condition -> condition.values().stream())
        .distinct()
        .toList();
  }
}
