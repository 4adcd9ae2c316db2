package io.portcullis.proxy.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Optional;

/**
 * What a JSON object that an engine answers with says of itself; read in one pass, without building
 * it.
 *
 * @param hasError whether it tells of a failure, in whatever form: each engine has its own
 * @param hasChoices whether it has something that was generated, in OpenAI's form
 * @param saysUsage whether it tells how many tokens it took, credibly or not
 * @param usage the tokens it took
 */
public record AnswerObject(
    boolean hasError, boolean hasChoices, boolean saysUsage, Optional<Usage> usage) {
  // A key that occurs twice is read by one parser as the first value, by another as the last.
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Reads a text; empty unless it is one JSON object and nothing else. */
  public static Optional<AnswerObject> read(String text) {
    try (var parser = STRICT.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      var object = members(parser);
      return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether it is the chunk of a stream that tells of the usage and holds nothing generated. */
  public boolean isUsageAlone() {
    return saysUsage && !hasChoices;
  }

  private static AnswerObject members(JsonParser parser) throws IOException {
    var hasError = false;
    var hasChoices = false;
    var saysUsage = false;
    var usage = Optional.<Usage>empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      switch (name) {
        case "error" -> {
          hasError = value != JsonToken.VALUE_NULL;
          parser.skipChildren();
        }
        case "choices" -> hasChoices = hasEntries(parser);
        case "usage" -> {
          saysUsage = value == JsonToken.START_OBJECT;
          usage = usage(parser);
        }
        default -> parser.skipChildren();
      }
    }
    return new AnswerObject(hasError, hasChoices, saysUsage, usage);
  }

  /** Whether the value is an array with something in it; leaves it behind. */
  private static boolean hasEntries(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return false;
    }
    var entries = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      entries++;
    }
    return entries > 0;
  }

  /** Embeddings have no output; every other name that an engine adds is nothing to count. */
  private static Optional<Usage> usage(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Optional.empty();
    }
    var input = -1L;
    var output = 0L;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "prompt_tokens" -> input = tokens(parser);
        case "completion_tokens" -> output = tokens(parser);
        default -> parser.skipChildren();
      }
    }
    return Usage.isCredible(input) && Usage.isCredible(output)
        ? Optional.of(new Usage(input, output))
        : Optional.empty();
  }

  /** A whole number, or one that is not credible. */
  private static long tokens(JsonParser parser) throws IOException {
    var whole =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    parser.skipChildren();
    return whole ? parser.getLongValue() : -1;
  }
}
