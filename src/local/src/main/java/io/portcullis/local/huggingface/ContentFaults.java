package io.portcullis.local.huggingface;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.portcullis.local.http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Answers of status 200 that HTTP has nothing to say against, and that are none. */
final class ContentFaults {
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final String ERROR = "{\"error\":{\"message\":\"CUDA error\",\"code\":500}}";
  private static final Set<Behaviour> ALL =
      Set.of(
          Behaviour.JSON_AS_TEXT,
          Behaviour.STREAM_AS_JSON,
          Behaviour.NOT_UTF8,
          Behaviour.ZIPPED,
          Behaviour.ERROR_AS_ANSWER);

  private ContentFaults() {}

  static boolean has(Behaviour behaviour) {
    return ALL.contains(behaviour);
  }

  /** Makes a good answer, whole or of events, a bad one. */
  static Answer of(Behaviour behaviour, Answer good) throws IOException {
    var streamed = good.headers().first("Content-Type").orElseThrow().equals(EVENTS);
    return switch (behaviour) {
      case JSON_AS_TEXT -> good.with("Content-Type", "text/plain");
      case STREAM_AS_JSON ->
          (streamed ? good : good.withBody(bytes(true, good.bodyText())))
              .with("Content-Type", JSON);
      case NOT_UTF8 -> good.withBody(bytes(streamed, "{\"text\":\"\u00fc\"}"));
      case ZIPPED -> good.withBody(zipped(good.body())).with("Content-Encoding", "gzip");
      case ERROR_AS_ANSWER -> good.withBody(bytes(streamed, ERROR));
      default -> throw new IllegalArgumentException("no fault of content: '" + behaviour + "'");
    };
  }

  private static byte[] bytes(boolean event, String text) {
    return (event ? "data: " + text + "\n\n" : text).getBytes(ISO_8859_1);
  }

  private static byte[] zipped(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(body);
    }
    return bytes.toByteArray();
  }
}
