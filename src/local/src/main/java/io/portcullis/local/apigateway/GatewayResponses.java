package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway responses of an API, and AWS's own where it defines none.
 *
 * <p>Follows "Gateway responses for REST APIs in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html).
 */
final class GatewayResponses {
  private static final String JSON = "application/json";
  private static final String DEFAULT_TEMPLATE = "{\"message\":$context.error.messageString}";

  private final Map<String, Definition> definitions;

  private record Definition(
      Optional<Integer> status, Map<String, String> templates, Map<String, String> parameters) {}

  private GatewayResponses(Map<String, Definition> definitions) {
    this.definitions = definitions;
  }

  static GatewayResponses of(Environment environment, String apiId) {
    var definitions = new HashMap<String, Definition>();
    for (var resource : environment.resources("AWS::ApiGateway::GatewayResponse")) {
      var properties = resource.properties();
      if (properties.requiredText("RestApiId").equals(apiId)) {
        definitions.put(
            properties.requiredText("ResponseType"),
            new Definition(
                properties.text("StatusCode").map(Integer::valueOf),
                properties.map("ResponseTemplates"),
                properties.map("ResponseParameters")));
      }
    }
    return new GatewayResponses(Map.copyOf(definitions));
  }

  /**
   * Renders the answer to an error.
   *
   * @param variables with those of the error
   */
  Answer answer(GatewayError error, Call call, Variables variables) {
    var definition =
        Optional.ofNullable(definitions.get(error.type().name()))
            .or(() -> Optional.ofNullable(definitions.get(error.type().fallback().name())));
    var templates = definition.map(Definition::templates).orElse(Map.of());
    var contentType =
        templates.isEmpty() || templates.containsKey(JSON)
            ? JSON
            : templates.keySet().iterator().next();
    var template = templates.getOrDefault(contentType, DEFAULT_TEMPLATE);
    var answer =
        Answer.of(
                definition.flatMap(Definition::status).orElse(error.status()),
                contentType,
                variables.render(template, ""))
            .with("x-amzn-ErrorType", error.type().errorType());
    for (var parameter : definition.map(Definition::parameters).orElse(Map.of()).entrySet()) {
      var name = parameter.getKey().replaceFirst("^gatewayresponse\\.header\\.", "");
      var value = value(parameter.getValue(), call, variables);
      if (!value.isEmpty()) {
        answer = answer.with(name, value);
      }
    }
    return answer;
  }

  /** A constant in single quotes, a context variable or a header of the request. */
  private static String value(String expression, Call call, Variables variables) {
    if (expression.startsWith("'")) {
      return expression.substring(1, expression.length() - 1);
    }
    if (expression.startsWith("method.request.header.")) {
      return call.headers().first(expression.substring(22)).orElse("");
    }
    return variables.values().getOrDefault(expression, "");
  }
}
