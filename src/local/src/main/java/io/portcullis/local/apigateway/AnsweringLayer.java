package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import java.io.IOException;

/**
 * Where an answer comes from: what a refusal says of itself, and the upstream if it is none.
 *
 * @param code of the refusal, empty if it is none or has none
 */
record AnsweringLayer(String layer, String code) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads an answer.
   *
   * @param otherwise layer of a refusal that names none
   */
  static AnsweringLayer of(Answer answer, String otherwise) {
    if (answer.status() < 400) {
      return new AnsweringLayer("upstream", "");
    }
    var error = error(answer);
    return new AnsweringLayer(error.path("layer").asText(otherwise), error.path("code").asText(""));
  }

  private static JsonNode error(Answer answer) {
    try {
      return JSON.readTree(answer.body()).path("error");
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
