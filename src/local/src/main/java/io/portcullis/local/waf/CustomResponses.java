package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.portcullis.local.http.Answer;
import java.util.Optional;

/** The custom responses of a web ACL's block actions; their bodies are static. */
final class CustomResponses {
  private final JsonNode bodies;

  CustomResponses(Optional<JsonNode> bodies) {
    this.bodies = bodies.orElseGet(MissingNode::getInstance);
  }

  /** The response of a {@code Block} action, empty if it has none. */
  Optional<Answer> of(JsonNode block) {
    var custom = block.path("CustomResponse");
    if (custom.isMissingNode()) {
      return Optional.empty();
    }
    var body = bodies.path(custom.path("CustomResponseBodyKey").asText());
    var answer = Answer.empty(custom.path("ResponseCode").asInt());
    if (!body.isMissingNode()) {
      answer =
          Answer.of(
              custom.path("ResponseCode").asInt(),
              contentType(body.path("ContentType").asText()),
              body.path("Content").asText());
    }
    for (var header : custom.path("ResponseHeaders")) {
      answer = answer.with(header.path("Name").asText(), header.path("Value").asText());
    }
    return Optional.of(answer);
  }

  private static String contentType(String type) {
    return switch (type) {
      case "APPLICATION_JSON" -> "application/json";
      case "TEXT_HTML" -> "text/html";
      default -> "text/plain";
    };
  }
}
