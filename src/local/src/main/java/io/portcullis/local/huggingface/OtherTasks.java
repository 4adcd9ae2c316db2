package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Answer;

/**
 * The routes beside chat completions, whole answers alone: text, embeddings and the list of models,
 * in the shapes of OpenAI's API, and {@code /generate} as Text Generation Inference has it
 * (huggingface.co/docs/text-generation-inference, "HTTP API Reference").
 */
final class OtherTasks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "stand-in";

  private OtherTasks() {}

  static Answer completion(JsonNode request) {
    var answer = named(request, "text_completion").put("id", "cmpl-stand-in").put("created", 0);
    answer
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .put("text", said(request.path("prompt")))
        .put("finish_reason", "stop")
        .putNull("logprobs");
    return json(usage(answer, request));
  }

  static Answer embedding(JsonNode request) {
    var answer = named(request, "list");
    var data = answer.putArray("data");
    var inputs = request.path("input").isArray() ? request.path("input").size() : 1;
    for (int index = 0; index < inputs; index++) {
      var entry = data.addObject().put("object", "embedding").put("index", index);
      entry.putArray("embedding").add(0.6).add(0.8);
    }
    return json(usage(answer, request));
  }

  static Answer generation(JsonNode request) {
    return json(JSON.createObjectNode().put("generated_text", said(request.path("inputs"))));
  }

  static Answer models() {
    var answer = JSON.createObjectNode().put("object", "list");
    answer
        .putArray("data")
        .addObject()
        .put("id", MODEL)
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", MODEL);
    return json(answer);
  }

  private static ObjectNode named(JsonNode request, String object) {
    return JSON.createObjectNode()
        .put("object", object)
        .put("model", request.path("model").asText(MODEL));
  }

  private static ObjectNode usage(ObjectNode answer, JsonNode request) {
    var tokens = Math.max(1, request.toString().length() / 4);
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return answer;
  }

  private static String said(JsonNode text) {
    return "You said: " + text.asText();
  }

  private static Answer json(ObjectNode body) {
    return Answer.json(200, body.toString());
  }
}
