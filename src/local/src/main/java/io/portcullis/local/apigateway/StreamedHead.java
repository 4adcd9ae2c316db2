package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the begin of a streamed payload: JSON with status and headers, eight NUL bytes, and what
 * has already come of the body.
 *
 * <p>Follows "Set up a Lambda proxy integration with payload response streaming in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).
 */
final class StreamedHead {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> KEYS =
      Set.of("statusCode", "headers", "multiValueHeaders", "cookies");
  private static final int DELIMITER = 8;
  private static final int LIMIT = 16 * 1024;

  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

  void add(byte[] part) {
    collected.writeBytes(part);
  }

  boolean isEmpty() {
    return collected.size() == 0;
  }

  /** Whether the delimiter has come, or can no longer come in time. */
  boolean isDecided() {
    return delimiter().isPresent() || collected.size() >= LIMIT;
  }

  /** Status and headers, with what has come of the body; empty if they are malformed. */
  Optional<Answer> read() {
    var bytes = collected.toByteArray();
    return delimiter()
        .flatMap(
            at ->
                parse(Arrays.copyOf(bytes, at))
                    .map(head -> head.withBody(body(bytes, at + DELIMITER))));
  }

  private static byte[] body(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private Optional<Integer> delimiter() {
    var bytes = collected.toByteArray();
    var zeros = 0;
    for (var i = 0; i < Math.min(bytes.length, LIMIT); i++) {
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
      if (zeros == DELIMITER) {
        return Optional.of(i + 1 - DELIMITER);
      }
    }
    return Optional.empty();
  }

  private static Optional<Answer> parse(byte[] json) {
    try {
      var node = JSON.readTree(json);
      var status = node.path("statusCode").asInt(node.has("statusCode") ? 0 : 200);
      var wellFormed =
          node.isObject()
              && node.properties().stream().allMatch(entry -> KEYS.contains(entry.getKey()))
              && status >= 200
              && status <= 599;
      return wellFormed ? Optional.of(head(status, node)) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Answer head(int status, JsonNode node) {
    var headers = ProxyResponse.headers(node);
    for (var cookie : node.path("cookies")) {
      headers = headers.with("Set-Cookie", cookie.asText());
    }
    return new Answer(status, headers, new byte[0]);
  }
}
