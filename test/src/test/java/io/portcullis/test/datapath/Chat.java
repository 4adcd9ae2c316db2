package io.portcullis.test.datapath;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.local.huggingface.Behaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * The body of a request.
 *
 * @param content of its message; another one makes another request
 */
record Chat(String model, String content, int maxTokens, boolean stream) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One that has not been sent yet. */
  static Chat anew() {
    return new Chat("any", "Document " + UUID.randomUUID(), 16, false);
  }

  /** The same for an endpoint that behaves so. */
  static Chat anew(Behaviour behaviour) {
    return new Chat(behaviour.model(), anew().content, 16, false);
  }

  Chat upTo(int tokens) {
    return new Chat(model, content, tokens, stream);
  }

  Chat streamed() {
    return new Chat(model, content, maxTokens, true);
  }

  String json() {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("model", model).put("max_tokens", maxTokens);
    body.putArray("messages").addObject().put("role", "user").put("content", content);
    if (stream) {
      body.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
    return body.toString();
  }

  /** The tokens that an answer says it took; of a stream, its last event but the end says it. */
  static long tokens(String answer) {
    try {
      for (var line : answer.lines().toList()) {
        var json = line.startsWith("data: ") ? line.substring("data: ".length()) : line;
        if (json.startsWith("{") && JSON.readTree(json).path("usage").has("total_tokens")) {
          return JSON.readTree(json).at("/usage/total_tokens").asLong();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException("no usage in " + answer);
  }
}
