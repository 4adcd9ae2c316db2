package io.portcullis.proxy.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.portcullis.proxy.content.ObjectText;
import io.portcullis.proxy.validation.ClientRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The body of a request that asks an engine for the usage of a stream, which engines tell in a
 * chunk of its own and only if asked ("stream_options",
 * platform.openai.com/docs/api-reference/chat).
 *
 * @param added whether the client did not ask for it, so that the chunk is not for the client
 */
record UsageOption(byte[] body, boolean added) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String OPTIONS = "stream_options";
  private static final String INCLUDE = "include_usage";

  /** The body as it came, byte for byte, but for the option where a stream lacks it. */
  static UsageOption of(ClientRequest request) {
    var body = request.body();
    if (!request.route().endsWithDone() || !isStreamedWithout(body)) {
      return new UsageOption(body, false);
    }
    var asking = new ObjectText(new String(body, UTF_8)).with(List.of(OPTIONS, INCLUDE), "true");
    return new UsageOption(asking.text().getBytes(UTF_8), true);
  }

  private static boolean isStreamedWithout(byte[] body) {
    try (var parser = JSON.createParser(body)) {
      var streamed = false;
      var asked = false;
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        var value = parser.nextToken();
        if (name.equals("stream")) {
          streamed = value == JsonToken.VALUE_TRUE;
        } else if (name.equals(OPTIONS) && value == JsonToken.START_OBJECT) {
          asked = asksForUsage(parser);
          continue;
        }
        parser.skipChildren();
      }
      return streamed && !asked;
    } catch (IOException e) {
      throw new UncheckedIOException("a body that was read before cannot be read", e);
    }
  }

  private static boolean asksForUsage(JsonParser options) throws IOException {
    var asked = false;
    while (options.nextToken() == JsonToken.FIELD_NAME) {
      var name = options.currentName();
      var value = options.nextToken();
      asked |= name.equals(INCLUDE) && value == JsonToken.VALUE_TRUE;
      options.skipChildren();
    }
    return asked;
  }

  /** Without the body. */
  @Override
  public String toString() {
    return "UsageOption[added=%s]".formatted(added);
  }
}
