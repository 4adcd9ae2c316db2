package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.http.Answer;
import java.io.IOException;

/** The layer that an answer comes from: what a refusal names, and the upstream if there is none. */
final class AnsweringLayer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnsweringLayer() {}

  static String of(Answer answer, String otherwise) {
    if (answer.status() < 400) {
      return "upstream";
    }
    try {
      return JSON.readTree(answer.body()).path("error").path("layer").asText(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
