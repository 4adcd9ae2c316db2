package io.portcullis.constructs.firewall;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.wafv2.CfnIPSet;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * What a rule looks for.
 *
 * @param capacity web ACL capacity units that it takes, as the page of each kind says ("Using match
 *     rule statements in AWS WAF", "Using rate-based rule statements in AWS WAF"); a statement
 *     about others takes what they take
 */
record RuleStatement(CfnWebACL.StatementProperty property, int capacity) {
  /** The window of a rate, in seconds. */
  static final int RATE_WINDOW_SECONDS = 300;

  /** Capacity of a key that a rate counts by, on top of the rate's own. */
  private static final int CUSTOM_KEY = 30;

  /** Capacity of a text transformation that does something. */
  private static final int TRANSFORMATION = 10;

  static RuleStatement inSet(CfnIPSet set) {
    return new RuleStatement(
        CfnWebACL.StatementProperty.builder()
            .ipSetReferenceStatement(
                CfnWebACL.IPSetReferenceStatementProperty.builder().arn(set.getAttrArn()).build())
            .build(),
        1);
  }

  static RuleStatement fromCountry(List<String> countries) {
    return new RuleStatement(
        CfnWebACL.StatementProperty.builder()
            .geoMatchStatement(
                CfnWebACL.GeoMatchStatementProperty.builder()
                    .countryCodes(countries.stream().distinct().sorted().toList())
                    .build())
            .build(),
        1);
  }

  static RuleStatement moreThanPerAddress(Number limit) {
    return new RuleStatement(rate(rateBased(limit).aggregateKeyType("IP")), 2);
  }

  /** Requests without the header are not counted. */
  static RuleStatement moreThanPerHeader(Number limit, String header) {
    var key =
        CfnWebACL.RateBasedStatementCustomKeyProperty.builder()
            .header(
                CfnWebACL.RateLimitHeaderProperty.builder()
                    .name(header)
                    .textTransformations(transformation("NONE"))
                    .build())
            .build();
    return new RuleStatement(
        rate(rateBased(limit).aggregateKeyType("CUSTOM_KEYS").customKeys(List.of(key))),
        2 + CUSTOM_KEY);
  }

  /**
   * A size above zero, because AWS WAF has no statement for presence and an absent header matches
   * nothing.
   */
  static RuleStatement hasHeader(String name) {
    return larger(CfnWebACL.FieldToMatchProperty.builder().singleHeader(Map.of("Name", name)), 0);
  }

  /** Whatever reaches beyond what is inspected is larger. */
  static RuleStatement bodyLargerThan(int bytes) {
    var body = CfnWebACL.BodyProperty.builder().oversizeHandling("MATCH").build();
    return larger(CfnWebACL.FieldToMatchProperty.builder().body(body), bytes);
  }

  /** Compares without case. */
  static RuleStatement headerMatches(String name, String lowerCaseRegex) {
    return new RuleStatement(
        CfnWebACL.StatementProperty.builder()
            .regexMatchStatement(
                CfnWebACL.RegexMatchStatementProperty.builder()
                    .fieldToMatch(
                        CfnWebACL.FieldToMatchProperty.builder()
                            .singleHeader(Map.of("Name", name))
                            .build())
                    .regexString(lowerCaseRegex)
                    .textTransformations(transformation("LOWERCASE"))
                    .build())
            .build(),
        3 + TRANSFORMATION);
  }

  static RuleStatement not(RuleStatement statement) {
    return new RuleStatement(
        CfnWebACL.StatementProperty.builder()
            .notStatement(
                CfnWebACL.NotStatementProperty.builder().statement(statement.property).build())
            .build(),
        statement.capacity);
  }

  static RuleStatement and(RuleStatement... statements) {
    return new RuleStatement(
        CfnWebACL.StatementProperty.builder()
            .andStatement(
                CfnWebACL.AndStatementProperty.builder()
                    .statements(Stream.of(statements).map(RuleStatement::property).toList())
                    .build())
            .build(),
        Stream.of(statements).mapToInt(RuleStatement::capacity).sum());
  }

  /** One statement alone is taken as it is: AWS WAF wants two for an "or". */
  static RuleStatement anyOf(List<RuleStatement> statements) {
    return statements.size() == 1
        ? statements.get(0)
        : new RuleStatement(
            CfnWebACL.StatementProperty.builder()
                .orStatement(
                    CfnWebACL.OrStatementProperty.builder()
                        .statements(statements.stream().map(RuleStatement::property).toList())
                        .build())
                .build(),
            statements.stream().mapToInt(RuleStatement::capacity).sum());
  }

  private static RuleStatement larger(CfnWebACL.FieldToMatchProperty.Builder field, Number size) {
    return new RuleStatement(
        CfnWebACL.StatementProperty.builder()
            .sizeConstraintStatement(
                CfnWebACL.SizeConstraintStatementProperty.builder()
                    .fieldToMatch(field.build())
                    .comparisonOperator("GT")
                    .size(size)
                    .textTransformations(transformation("NONE"))
                    .build())
            .build(),
        1);
  }

  private static CfnWebACL.RateBasedStatementProperty.Builder rateBased(Number limit) {
    return CfnWebACL.RateBasedStatementProperty.builder()
        .limit(limit)
        .evaluationWindowSec(RATE_WINDOW_SECONDS);
  }

  private static CfnWebACL.StatementProperty rate(
      CfnWebACL.RateBasedStatementProperty.Builder statement) {
    return CfnWebACL.StatementProperty.builder().rateBasedStatement(statement.build()).build();
  }

  private static List<CfnWebACL.TextTransformationProperty> transformation(String type) {
    return List.of(CfnWebACL.TextTransformationProperty.builder().priority(0).type(type).build());
  }
}
