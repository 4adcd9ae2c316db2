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
  static final String EVENTS = "text/event-stream";

  private static final String DONE = "data: [DONE]\n\n";

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

  /** The whole stream in one piece. */
  String whole(String text) {
    var events = new StringBuilder();
    for (var word : words(text)) {
      events.append(event(delta(word)));
    }
    return events.append(event(end())).append(lastUsage()).append(DONE).toString();
  }

  /** Sends the whole stream. */
  void send(String text, Pace pace, Reply reply) throws IOException, InterruptedException {
    send(text, event(end()) + lastUsage() + DONE, pace, reply);
  }

  /** Sends all of it but the event that says it was all. */
  void sendUnfinished(String text, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    send(text, event(end()), pace, reply);
  }

  /** Tells the usage beside the last choice, and nowhere else. */
  void sendWithUsage(String text, Pace pace, Reply reply) throws IOException, InterruptedException {
    var end = end();
    end.set("usage", usage);
    send(text, event(end) + DONE, pace, reply);
  }

  /** Sends words for ever. */
  void sendEndlessly(Pace pace, Reply reply) throws IOException, InterruptedException {
    var out = begin(reply);
    var more = event(delta("on and ".repeat(1000)));
    for (var i = 0; ; i++) {
      pace.await(i);
      write(out, more);
    }
  }

  /** Sends the first words, and breaks the connection off. */
  void dieUnderWay(String text, Pace pace, Reply reply) throws IOException, InterruptedException {
    var out = begin(reply);
    for (var i = 0; i < 2; i++) {
      pace.await(i);
      write(out, event(delta(words(text)[i])));
    }
    pace.await(2);
    throw new IOException("the engine died");
  }

  private void send(String text, String ending, Pace pace, Reply reply)
      throws IOException, InterruptedException {
    var out = begin(reply);
    var words = words(text);
    for (var i = 0; i < words.length; i++) {
      pace.await(i);
      write(out, event(delta(words[i])));
    }
    pace.await(words.length);
    write(out, ending);
  }

  private static OutputStream begin(Reply reply) throws IOException {
    return reply.stream(200, Headers.of("Content-Type", EVENTS).with("Cache-Control", "no-cache"));
  }

  private static String[] words(String text) {
    return text.split("(?<= )");
  }

  private ObjectNode delta(String word) {
    var chunk = chunk();
    var choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("role", "assistant").put("content", word);
    choice.putNull("finish_reason");
    return chunk;
  }

  private ObjectNode end() {
    var chunk = chunk();
    var choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", "stop");
    return chunk;
  }

  /** The chunk with the usage, behind all the others, if it is asked for. */
  private String lastUsage() {
    if (!includesUsage) {
      return "";
    }
    var chunk = chunk();
    chunk.putArray("choices");
    chunk.set("usage", usage);
    return event(chunk);
  }

  /** Who asks for the usage sees it in every chunk, without a value but in the last. */
  private ObjectNode chunk() {
    var chunk = envelope.get();
    return includesUsage ? chunk.putNull("usage") : chunk;
  }

  private static String event(JsonNode chunk) {
    return "data: " + chunk + "\n\n";
  }

  private static void write(OutputStream out, String events) throws IOException {
    out.write(events.getBytes(UTF_8));
    out.flush();
  }
}
