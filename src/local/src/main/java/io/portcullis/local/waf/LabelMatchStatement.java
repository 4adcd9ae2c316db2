package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * Matches requests that an earlier rule of the web ACL has labelled.
 *
 * <p>Follows "Label match rule statement"
 * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-label-match.html).
 */
record LabelMatchStatement(Predicate<Label> criteria) implements Statement {
  /** Of labels that AWS's own rules put on, and of keys that spell out an account. */
  private static final String FULLY_QUALIFIED = "awswaf:";

  /**
   * @param unknown labels of earlier rules that are not evaluated, so that nobody knows who has
   *     them
   */
  static LabelMatchStatement parse(JsonNode node, List<Label> unknown)
      throws NotEvaluatedException {
    var key = node.path("Key").asText();
    var parts = List.of(key.split(":"));
    var scope = node.path("Scope").asText();
    Predicate<Label> criteria =
        switch (scope) {
          case "LABEL" -> label -> label.isNamed(parts);
          case "NAMESPACE" -> label -> label.isIn(parts);
          default -> throw new NotEvaluatedException("label scope " + scope);
        };
    if (key.startsWith(FULLY_QUALIFIED) || unknown.stream().anyMatch(criteria)) {
      throw new NotEvaluatedException("label " + key);
    }
    return new LabelMatchStatement(criteria);
  }

  @Override
  public boolean matches(WebRequest request) {
    return request.labels().stream().anyMatch(criteria);
  }
}
