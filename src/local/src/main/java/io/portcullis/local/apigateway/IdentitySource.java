package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.QueryParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where an authorizer finds who calls.
 *
 * <p>Follows "AWS::ApiGateway::Authorizer", property {@code IdentitySource}
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-authorizer.html).
 *
 * @param expression as the template writes it
 */
record IdentitySource(String expression) {
  private static final String HEADER = "method.request.header.";
  private static final String QUERY = "method.request.querystring.";
  private static final List<String> KINDS = List.of(HEADER, QUERY, "stageVariables.", "context.");

  /** Those of an authorizer, in their order. */
  static List<IdentitySource> of(Resource authorizer) {
    var text = authorizer.properties().text("IdentitySource").orElse("");
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(expression -> !expression.isEmpty())
        .map(expression -> of(authorizer, expression))
        .toList();
  }

  private static IdentitySource of(Resource authorizer, String expression) {
    if (KINDS.stream().noneMatch(expression::startsWith)) {
      throw new AssemblyException(
          "%s: the identity source '%s' is not modelled".formatted(authorizer, expression));
    }
    return new IdentitySource(expression);
  }

  /**
   * What a call has there, empty if it has nothing. Of a header that comes several times all values
   * count, so that no value is cached for another one.
   */
  Optional<String> value(Call call, Variables variables) {
    return Optional.of(String.join(",", values(call, variables))).filter(value -> !value.isBlank());
  }

  private List<String> values(Call call, Variables variables) {
    if (expression.startsWith(HEADER)) {
      return call.headers().all(expression.substring(HEADER.length()));
    }
    if (expression.startsWith(QUERY)) {
      return QueryParameters.of(call.query()).values(expression.substring(QUERY.length()));
    }
    return Optional.ofNullable(variables.values().get(expression)).stream().toList();
  }
}
