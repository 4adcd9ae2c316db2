package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.Environment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the statements of a web ACL.
 *
 * <p>Follows "Rule statements list"
 * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html).
 */
final class StatementParser {
  private final Environment environment;
  private final int bodyLimit;
  private final InstantSource clock;
  private final List<Label> unknownLabels = new ArrayList<>();

  StatementParser(Environment environment, int bodyLimit, InstantSource clock) {
    this.environment = environment;
    this.bodyLimit = bodyLimit;
    this.clock = clock;
  }

  /** Labels of a rule that is not evaluated: what asks for them cannot be either. */
  void unknown(List<Label> labels) {
    unknownLabels.addAll(labels);
  }

  Statement parse(JsonNode node) throws NotEvaluatedException {
    var type = node.properties().iterator().next().getKey();
    var body = node.get(type);
    return switch (type) {
      case "NotStatement" -> new NotStatement(parse(body.path("Statement")));
      case "AndStatement" -> new AndStatement(parts(body));
      case "OrStatement" -> new OrStatement(parts(body));
      case "LabelMatchStatement" -> LabelMatchStatement.parse(body, unknownLabels);
      case "IPSetReferenceStatement" -> ipSet(body);
      case "ByteMatchStatement" -> content(body, Criteria.byteMatch(body));
      case "SizeConstraintStatement" -> content(body, Criteria.sizeConstraint(body));
      case "RegexMatchStatement" -> content(body, Criteria.regexMatch(body));
      case "RateBasedStatement" -> RateBasedStatement.parse(body, scope(body), clock);
      default -> throw new NotEvaluatedException(type);
    };
  }

  private List<Statement> parts(JsonNode body) throws NotEvaluatedException {
    var parts = new ArrayList<Statement>();
    for (var part : body.path("Statements")) {
      parts.add(parse(part));
    }
    return List.copyOf(parts);
  }

  private Optional<Statement> scope(JsonNode body) throws NotEvaluatedException {
    return body.has("ScopeDownStatement")
        ? Optional.of(parse(body.get("ScopeDownStatement")))
        : Optional.empty();
  }

  /** An address in a header is whatever the caller writes: only the connection's is evaluated. */
  private Statement ipSet(JsonNode body) throws NotEvaluatedException {
    if (body.has("IPSetForwardedIPConfig")) {
      throw new NotEvaluatedException("IPSetForwardedIPConfig");
    }
    return new IpSetStatement(IpSet.of(environment, body.path("Arn").asText()));
  }

  private Statement content(JsonNode body, Predicate<String> criteria)
      throws NotEvaluatedException {
    return new ContentStatement(
        FieldToMatch.parse(body.path("FieldToMatch"), bodyLimit),
        TextTransformations.parse(body.path("TextTransformations")),
        criteria);
  }
}
