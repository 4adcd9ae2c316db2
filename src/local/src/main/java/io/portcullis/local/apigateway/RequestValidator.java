package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.QueryParameters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Basic request validation of a method.
 *
 * <p>Follows "Request validation for REST APIs in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html):
 * a body whose content type has no model is not validated. A request without a content type counts
 * as JSON. Parameters of the content type are left out of the comparison, an assumption.
 *
 * @param models by content type
 * @param parameters names as {@code method.request.header.X}, and whether they are required
 */
record RequestValidator(
    boolean body,
    boolean requestParameters,
    Map<String, Model> models,
    Map<String, Boolean> parameters) {

  static RequestValidator of(
      Optional<Resource> resource, Map<String, Model> models, Map<String, Boolean> parameters) {
    return new RequestValidator(
        flag(resource, "ValidateRequestBody"),
        flag(resource, "ValidateRequestParameters"),
        models,
        parameters);
  }

  private static boolean flag(Optional<Resource> resource, String property) {
    resource.ifPresent(validator -> validator.properties().find("RestApiId"));
    return resource.map(validator -> validator.properties().flag(property, false)).orElse(false);
  }

  Optional<GatewayError> check(Call call, Map<String, String> pathParameters) {
    if (requestParameters) {
      var missing = missing(call, pathParameters);
      if (!missing.isEmpty()) {
        return Optional.of(
            GatewayError.of(
                GatewayResponseType.BAD_REQUEST_PARAMETERS,
                "Missing required request parameters: " + missing));
      }
    }
    return body ? checkBody(call) : Optional.empty();
  }

  private Optional<GatewayError> checkBody(Call call) {
    var contentType =
        call.headers()
            .first("Content-Type")
            .orElse("application/json")
            .replaceFirst(";.*$", "")
            .trim()
            .toLowerCase(Locale.ROOT);
    var model =
        Optional.ofNullable(models.get(contentType))
            .or(() -> Optional.ofNullable(models.get("$default")));
    return model.flatMap(known -> known.check(call.bodyText())).map(GatewayError::invalidBody);
  }

  private TreeSet<String> missing(Call call, Map<String, String> pathParameters) {
    var missing = new TreeSet<String>();
    parameters.forEach(
        (name, required) -> {
          if (required && value(name, call, pathParameters).isBlank()) {
            missing.add(name.substring(name.lastIndexOf('.') + 1));
          }
        });
    return missing;
  }

  private static String value(String name, Call call, Map<String, String> pathParameters) {
    var key = name.replaceFirst("^method\\.request\\.[a-z]+\\.", "");
    if (name.startsWith("method.request.header.")) {
      return call.headers().first(key).orElse("");
    }
    if (name.startsWith("method.request.path.")) {
      return pathParameters.getOrDefault(key, "");
    }
    return String.join("", QueryParameters.of(call.query()).values(key));
  }
}
