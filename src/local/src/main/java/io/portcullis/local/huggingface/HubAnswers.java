package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the Hub's answers have in common. */
final class HubAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HubAnswers() {}

  static Answer json(int status, JsonNode body) {
    return Answer.json(status, body.toString());
  }

  static Answer error(int status, String message) {
    return json(status, JSON.createObjectNode().put("error", message));
  }

  /** For a token that an organization's policy does not admit (huggingface.co/docs/hub). */
  static Answer pending() {
    return error(403, "Your token needs to be approved by the organization administrators.");
  }

  static Answer notFound() {
    return error(404, "Not Found");
  }

  /** A time as JavaScript prints it. */
  static String time(Instant time) {
    var millis = time.truncatedTo(ChronoUnit.MILLIS).toString();
    return millis.contains(".") ? millis : millis.replace("Z", ".000Z");
  }

  /** The object that a body is, if it is one. */
  static Optional<JsonNode> object(byte[] body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
