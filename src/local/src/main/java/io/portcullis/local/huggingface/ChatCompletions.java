package io.portcullis.local.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Headers;
import io.portcullis.local.http.Reply;
import java.io.IOException;
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

  /** A good answer in one piece, be it a stream or not. */
  Answer atOnce(JsonNode request) {
    return isStreamed(request)
        ? Answer.of(200, ChatStream.EVENTS, stream(request).whole(text(request)))
        : whole(request);
  }

  /** Answers well. */
  void complete(JsonNode request, Pace pace, Reply reply) throws IOException, InterruptedException {
    if (isStreamed(request)) {
      stream(request).send(text(request), pace, reply);
    } else {
      reply.send(whole(request));
    }
  }

  /** Does not say that a stream has come to its end. */
  void unfinished(JsonNode request, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    if (isStreamed(request)) {
      stream(request).sendUnfinished(text(request), pace, reply);
    } else {
      reply.send(whole(request));
    }
  }

  /** Tells the usage of a stream without being asked. */
  void tellUsage(JsonNode request, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    if (isStreamed(request)) {
      stream(request).sendWithUsage(text(request), pace, reply);
    } else {
      reply.send(whole(request));
    }
  }

  /** Tells a usage that no request can have. */
  void tellAbsurdUsage(JsonNode request, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    var usage = usage(-5, 1_000_000_000_000L);
    if (isStreamed(request)) {
      stream(request, usage).send(text(request), pace, reply);
    } else {
      reply.send(whole(request, usage));
    }
  }

  /** Answers without end. */
  void endless(JsonNode request, Pace pace, Reply reply) throws IOException, InterruptedException {
    if (isStreamed(request)) {
      stream(request).sendEndlessly(pace, reply);
      return;
    }
    var out = reply.stream(200, Headers.of("Content-Type", "application/json"));
    out.write("{\"text\":\"".getBytes(UTF_8));
    var more = "on and ".repeat(10_000).getBytes(UTF_8);
    for (var i = 0; ; i++) {
      pace.await(i);
      out.write(more);
      out.flush();
    }
  }

  /** Breaks the connection off in the middle of the answer. */
  void dieUnderWay(JsonNode request, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    if (isStreamed(request)) {
      stream(request).dieUnderWay(text(request), pace, reply);
    } else {
      var answer = whole(request).body();
      var out = reply.stream(200, Headers.of("Content-Type", "application/json"));
      out.write(answer, 0, answer.length / 2);
      out.flush();
      throw new IOException("the engine died");
    }
  }

  private ChatStream stream(JsonNode request) {
    return stream(request, usage(request));
  }

  private ChatStream stream(JsonNode request, JsonNode usage) {
    var id = "chatcmpl-" + UUID.randomUUID();
    return new ChatStream(request, () -> envelope(request, id, "chat.completion.chunk"), usage);
  }

  private static boolean isStreamed(JsonNode request) {
    return request.path("stream").asBoolean(false);
  }

  private static String text(JsonNode request) {
    return "You said: " + lastUserMessage(request);
  }

  private Answer whole(JsonNode request) {
    return whole(request, usage(request));
  }

  private Answer whole(JsonNode request, JsonNode usage) {
    var answer = envelope(request, "chatcmpl-" + UUID.randomUUID(), "chat.completion");
    var choice = answer.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", text(request));
    choice.put("finish_reason", "stop");
    answer.set("usage", usage);
    return Answer.json(200, answer.toString());
  }

  private static JsonNode usage(JsonNode request) {
    return usage(
        Math.max(1, request.path("messages").toString().length() / 4),
        Math.max(1, text(request).length() / 4));
  }

  private static JsonNode usage(long in, long out) {
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
