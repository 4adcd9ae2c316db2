package io.portcullis.test.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * The body of a call: that of a good one, unless it says otherwise.
 *
 * @param text the whole of it, word for word
 * @param base64 the whole of it, byte for byte
 * @param prompt what the user asks
 * @param with properties that the request has besides
 * @param size bytes that the request is padded to
 * @param depth of arrays within arrays, in a property besides
 * @param before put before the request
 * @param after put after it
 * @param charset that it is written in
 * @param gzip whether it is compressed
 */
public record Body(
    String text,
    String base64,
    String prompt,
    JsonNode with,
    int size,
    int depth,
    String before,
    String after,
    String charset,
    boolean gzip) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Stands in a prompt for what makes each call's its own: the duplicate guard counts equal ones.
   */
  private static final String CALL = new UUID(0, 0).toString();

  /** Of a good call. */
  static final Body GOOD = new Body(null, null, null, null, 0, 0, null, null, null, false);

  /** Of a call that brings none. */
  static final Body EMPTY = new Body("", null, null, null, 0, 0, null, null, null, false);

  public Body {
    base64 = base64 == null ? "" : base64;
    prompt = prompt == null ? "Is the door open? " + CALL : prompt;
    with = with == null ? JSON.createObjectNode() : with;
    text = text == null ? request(prompt, with, size, depth) : text;
    before = before == null ? "" : before;
    after = after == null ? "" : after;
    charset = charset == null ? StandardCharsets.UTF_8.name() : charset;
  }

  /** Of one call. */
  byte[] bytes() {
    if (!base64.isEmpty()) {
      return Base64.getMimeDecoder().decode(base64);
    }
    var own = text.replace(CALL, UUID.randomUUID().toString());
    var bytes = (before + own + after).getBytes(Charset.forName(charset));
    return gzip ? compressed(bytes) : bytes;
  }

  private static String request(String prompt, JsonNode with, int size, int depth) {
    var shortest = chat(prompt).toString().getBytes(StandardCharsets.UTF_8).length;
    var request = chat(prompt + "a".repeat(Math.max(0, size - shortest)));
    with.properties().forEach(property -> request.set(property.getKey(), property.getValue()));
    var nested = "[".repeat(depth) + "]".repeat(depth);
    return depth == 0
        ? request.toString()
        : request.toString().replaceFirst("}$", ",\"nested\":" + nested + "}");
  }

  private static ObjectNode chat(String prompt) {
    var request = JSON.createObjectNode().put("model", "any");
    request.putArray("messages").addObject().put("role", "user").put("content", prompt);
    return request;
  }

  private static byte[] compressed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
