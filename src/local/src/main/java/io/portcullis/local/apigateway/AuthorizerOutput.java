package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.iam.PolicyDocument;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorizer's function says of a caller.
 *
 * <p>Follows "Output from an API Gateway Lambda authorizer"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html):
 * values of the context are text, numbers or truth values, and all of them are passed on as text.
 *
 * @param usageIdentifierKey value of an API key, looked at if the API takes keys from its
 *     authorizer
 */
record AuthorizerOutput(
    String principalId,
    PolicyDocument policy,
    Map<String, String> context,
    Optional<String> usageIdentifierKey) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a function's result.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static AuthorizerOutput parse(byte[] payload) {
    var output = object(payload);
    return new AuthorizerOutput(
        text(output, "principalId")
            .orElseThrow(() -> new IllegalArgumentException("'principalId' is required")),
        PolicyDocument.identityBased(output.path("policyDocument")),
        context(output.path("context")),
        text(output, "usageIdentifierKey"));
  }

  private static JsonNode object(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new IllegalArgumentException("the output of an authorizer must be JSON", e);
    }
  }

  private static Optional<String> text(JsonNode output, String name) {
    return Optional.of(output.path(name))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty());
  }

  private static Map<String, String> context(JsonNode node) {
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      throw new IllegalArgumentException("'context' must be an object");
    }
    var context = new LinkedHashMap<String, String>();
    for (var entry : node.properties()) {
      var value = entry.getValue();
      if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
        throw new IllegalArgumentException(
            "'context' must hold text, numbers and truth values alone");
      }
      context.put(entry.getKey(), value.asText());
    }
    return context;
  }
}
