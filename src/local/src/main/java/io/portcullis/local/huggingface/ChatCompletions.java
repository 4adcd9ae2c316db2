package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Headers;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/**
 * {@code POST /v1/chat/completions}: answers with the last user message, in the shape of OpenAI's
 * API that Inference Endpoints serve (huggingface.co/docs/text-generation-inference, "Messages
 * API").
 */
final class ChatCompletions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;

  ChatCompletions(Clock clock) {
    this.clock = clock;
  }

  void complete(JsonNode request, Reply reply) throws IOException {
    var text = "You said: " + lastUserMessage(request);
    if (request.path("stream").asBoolean(false)) {
      stream(request, text, reply);
    } else {
      reply.send(Answer.json(200, whole(request, text).toString()));
    }
  }

  private void stream(JsonNode request, String text, Reply reply) throws IOException {
    var headers = Headers.of("Content-Type", "text/event-stream").with("Cache-Control", "no-cache");
    try (var out = reply.stream(200, headers)) {
      for (var word : text.split("(?<= )")) {
        var chunk = envelope(request, "chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("role", "assistant").put("content", word);
        choice.putNull("finish_reason");
        event(out, chunk.toString());
      }
      var end = envelope(request, "chat.completion.chunk");
      var choice = end.putArray("choices").addObject().put("index", 0);
      choice.putObject("delta");
      choice.put("finish_reason", "stop");
      event(out, end.toString());
      event(out, "[DONE]");
    }
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private ObjectNode whole(JsonNode request, String text) {
    var answer = envelope(request, "chat.completion");
    var choice = answer.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", text);
    choice.put("finish_reason", "stop");
    var in = Math.max(1, request.path("messages").toString().length() / 4);
    var out = Math.max(1, text.length() / 4);
    answer
        .putObject("usage")
        .put("prompt_tokens", in)
        .put("completion_tokens", out)
        .put("total_tokens", in + out);
    return answer;
  }

  private ObjectNode envelope(JsonNode request, String object) {
    return JSON.createObjectNode()
        .put("id", "chatcmpl-" + UUID.randomUUID())
        .put("object", object)
        .put("created", clock.instant().getEpochSecond())
        .put("model", request.path("model").asText("stand-in"))
        .put("system_fingerprint", "stand-in");
  }

  private static String lastUserMessage(JsonNode request) {
    var text = "";
    for (var message : request.path("messages")) {
      if (message.path("role").asText().equals("user")) {
        var content = message.path("content");
        text = content.isTextual() ? content.asText() : content.findPath("text").asText();
      }
    }
    return text;
  }
}
