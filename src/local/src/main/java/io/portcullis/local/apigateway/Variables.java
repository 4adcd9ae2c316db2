package io.portcullis.local.apigateway;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of {@code $context} and {@code $stageVariables} in a template that knows nothing but
 * simple variables.
 *
 * <p>Follows "Variables for access logging for API Gateway" and "Gateway responses for REST APIs"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html,
 * docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html).
 */
record Variables(Map<String, String> values) {
  private static final String NAME = "(?:context|stageVariables)(?:\\.[A-Za-z0-9_-]+)+";
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{(%1$s)}|(%1$s))".formatted(NAME));

  /**
   * Puts the values in.
   *
   * @param absent for a variable without a value
   */
  String render(String template, String absent) {
    return VARIABLE
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(name(match), absent)));
  }

  private static String name(MatchResult match) {
    return match.group(1) != null ? match.group(1) : match.group(2);
  }
}
