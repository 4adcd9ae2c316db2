package io.portcullis.local.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.http.Headers;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * A chat completion as server-sent events, a word in each, with {@code usage} at the end if the
 * request asks for it ("Streaming", platform.openai.com/docs/api-reference/chat-streaming).
 */
final class ChatStream {
  private final Supplier<ObjectNode> envelope;
  private final JsonNode usage;
  private final boolean includesUsage;

  /**
   * A stream that answers a request.
   *
   * @param envelope what every chunk has
   */
  ChatStream(JsonNode request, Supplier<ObjectNode> envelope, JsonNode usage) {
    this.envelope = envelope;
    this.usage = usage;
    this.includesUsage = request.at("/stream_options/include_usage").asBoolean(false);
  }

  /** Sends the whole stream. */
  void send(String text, Pace pace, Reply reply) throws IOException, InterruptedException {
    var out = begin(reply);
    var words = words(text);
    for (var i = 0; i < words.length; i++) {
      pace.await(i);
      event(out, delta(words[i]));
    }
    pace.await(words.length);
    event(out, end());
    if (includesUsage) {
      event(out, usageChunk());
    }
    event(out, "[DONE]");
  }

  /** Sends the first words, and breaks the connection off. */
  void dieUnderWay(String text, Pace pace, Reply reply) throws IOException, InterruptedException {
    var out = begin(reply);
    for (var i = 0; i < 2; i++) {
      pace.await(i);
      event(out, delta(words(text)[i]));
    }
    pace.await(2);
    throw new IOException("the engine died");
  }

  private static OutputStream begin(Reply reply) throws IOException {
    return reply.stream(
        200, Headers.of("Content-Type", "text/event-stream").with("Cache-Control", "no-cache"));
  }

  private static String[] words(String text) {
    return text.split("(?<= )");
  }

  private String delta(String word) {
    var chunk = chunk();
    var choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("role", "assistant").put("content", word);
    choice.putNull("finish_reason");
    return chunk.toString();
  }

  private String end() {
    var chunk = chunk();
    var choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", "stop");
    return chunk.toString();
  }

  private String usageChunk() {
    var chunk = chunk();
    chunk.putArray("choices");
    chunk.set("usage", usage);
    return chunk.toString();
  }

  /** Who asks for the usage sees it in every chunk, without a value but in the last. */
  private ObjectNode chunk() {
    var chunk = envelope.get();
    return includesUsage ? chunk.putNull("usage") : chunk;
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(UTF_8));
    out.flush();
  }
}
