package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The criteria of the statements that inspect content. */
final class Criteria {
  private Criteria() {}

  /**
   * Follows "String match rule statement"
   * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-string-match.html).
   */
  static Predicate<String> byteMatch(JsonNode statement) throws NotEvaluatedException {
    var search = searchString(statement);
    var constraint = statement.path("PositionalConstraint").asText();
    return switch (constraint) {
      case "EXACTLY" -> text -> text.equals(search);
      case "STARTS_WITH" -> text -> text.startsWith(search);
      case "ENDS_WITH" -> text -> text.endsWith(search);
      case "CONTAINS" -> text -> text.contains(search);
      case "CONTAINS_WORD" ->
          Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(search) + "(?![A-Za-z0-9_])")
              .asPredicate();
      default -> throw new NotEvaluatedException("positional constraint " + constraint);
    };
  }

  private static String searchString(JsonNode statement) {
    if (statement.has("SearchStringBase64")) {
      var bytes = Base64.getDecoder().decode(statement.get("SearchStringBase64").asText());
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    var bytes = statement.path("SearchString").asText().getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * Follows "Size constraint rule statement"
   * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-size-constraint-match.html).
   */
  static Predicate<String> sizeConstraint(JsonNode statement) throws NotEvaluatedException {
    var size = statement.path("Size").asLong();
    var operator = statement.path("ComparisonOperator").asText();
    return switch (operator) {
      case "EQ" -> text -> text.length() == size;
      case "NE" -> text -> text.length() != size;
      case "LE" -> text -> text.length() <= size;
      case "LT" -> text -> text.length() < size;
      case "GE" -> text -> text.length() >= size;
      case "GT" -> text -> text.length() > size;
      default -> throw new NotEvaluatedException("comparison operator " + operator);
    };
  }

  /**
   * Follows "Regex match rule statement"
   * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-regex-match.html).
   */
  static Predicate<String> regexMatch(JsonNode statement) throws NotEvaluatedException {
    var regex = statement.path("RegexString").asText();
    try {
      return Pattern.compile(regex).asPredicate();
    } catch (PatternSyntaxException e) {
      throw new NotEvaluatedException("regular expression " + regex);
    }
  }
}
