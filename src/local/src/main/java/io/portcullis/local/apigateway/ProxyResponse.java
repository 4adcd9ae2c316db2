package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a function returns to the Lambda proxy integration.
 *
 * <p>Follows "Output format of a Lambda function for proxy integration"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html) and,
 * for headers that API Gateway renames, "Amazon API Gateway important notes"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
 */
final class ProxyResponse {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> REMAPPED =
      Set.of("connection", "content-length", "date", "server", "www-authenticate");
  private static final Set<String> DROPPED = Set.of("host", "transfer-encoding");

  private ProxyResponse() {}

  /**
   * The response for the caller, empty if the payload is malformed.
   *
   * @param binary whether the API returns decoded bytes
   */
  static Optional<Answer> parse(byte[] payload, boolean binary) {
    try {
      var node = JSON.readTree(payload);
      var status = node.path("statusCode").asInt(0);
      var body = node.path("body");
      var wellFormed =
          status >= 100
              && status <= 599
              && (body.isTextual() || body.isNull() || body.isMissingNode());
      return wellFormed
          ? Optional.of(new Answer(status, headers(node), body(node, binary)))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] body(JsonNode node, boolean binary) {
    var text = node.path("body").isTextual() ? node.get("body").asText() : "";
    return node.path("isBase64Encoded").asBoolean(false) && binary
        ? Base64.getDecoder().decode(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }

  /** A name in both maps counts with the list's values. */
  static Headers headers(JsonNode node) {
    var headers = Headers.NONE;
    for (var entry : node.path("headers").properties()) {
      headers = add(headers, entry.getKey(), entry.getValue());
    }
    for (var entry : node.path("multiValueHeaders").properties()) {
      headers = headers.without(entry.getKey());
      for (var value : entry.getValue()) {
        headers = add(headers, entry.getKey(), value);
      }
    }
    return headers.has("Content-Type") ? headers : headers.with("Content-Type", "application/json");
  }

  private static Headers add(Headers headers, String name, JsonNode value) {
    var key = name.toLowerCase(Locale.ROOT);
    if (DROPPED.contains(key) || value.isNull()) {
      return headers;
    }
    if (value.isContainerNode()) {
      throw new IllegalArgumentException("a header's value is no text");
    }
    return headers.with(REMAPPED.contains(key) ? "x-amzn-Remapped-" + name : name, value.asText());
  }
}
