package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Headers;
import io.portcullis.local.http.Reply;
import java.io.IOException;
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

  /** Answers well. */
  void complete(JsonNode request, Pace pace, Reply reply) throws IOException, InterruptedException {
    if (isStreamed(request)) {
      stream(request).send(text(request), pace, reply);
    } else {
      reply.send(Answer.json(200, whole(request).toString()));
    }
  }

  /** Breaks the connection off in the middle of the answer. */
  void dieUnderWay(JsonNode request, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    if (isStreamed(request)) {
      stream(request).dieUnderWay(text(request), pace, reply);
    } else {
      var answer = whole(request).toString().getBytes(StandardCharsets.UTF_8);
      var out = reply.stream(200, Headers.of("Content-Type", "application/json"));
      out.write(answer, 0, answer.length / 2);
      out.flush();
      throw new IOException("the engine died");
    }
  }

  private ChatStream stream(JsonNode request) {
    var id = "chatcmpl-" + UUID.randomUUID();
    return new ChatStream(
        request, () -> envelope(request, id, "chat.completion.chunk"), usage(request));
  }

  private static boolean isStreamed(JsonNode request) {
    return request.path("stream").asBoolean(false);
  }

  private static String text(JsonNode request) {
    return "You said: " + lastUserMessage(request);
  }

  private ObjectNode whole(JsonNode request) {
    var answer = envelope(request, "chatcmpl-" + UUID.randomUUID(), "chat.completion");
    var choice = answer.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", text(request));
    choice.put("finish_reason", "stop");
    return answer.set("usage", usage(request));
  }

  private static ObjectNode usage(JsonNode request) {
    var in = Math.max(1, request.path("messages").toString().length() / 4);
    var out = Math.max(1, text(request).length() / 4);
    return JSON.createObjectNode()
        .put("prompt_tokens", in)
        .put("completion_tokens", out)
        .put("total_tokens", in + out);
  }

  private ObjectNode envelope(JsonNode request, String id, String object) {
    return JSON.createObjectNode()
        .put("id", id)
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
