package io.portcullis.proxy.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Reads a text that is one JSON object which every parser understands alike, and which is not deep.
 */
public final class StrictJson {
  /** Objects and arrays inside one another; a parser may recurse as deep. */
  public static final int DEPTH = 32;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // One parser would read the first value, another the last.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Names are a client's: none of them stays in memory.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Of any size, exactly: a limit must not be compared with infinity.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private StrictJson() {}

  public static Optional<ObjectNode> object(String text) {
    try {
      return READER.readValue(text) instanceof ObjectNode object && isPlain(object)
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException | NumberFormatException e) {
      // The latter where a number's exponent has no room in a decimal.
      return Optional.empty();
    }
  }

  private static boolean isPlain(JsonNode value) {
    if (value.isTextual()) {
      return isPlain(value.textValue());
    }
    if (value.isObject()) {
      for (var member : value.properties()) {
        if (!isPlain(member.getKey()) || !isPlain(member.getValue())) {
          return false;
        }
      }
    } else {
      for (var entry : value) {
        if (!isPlain(entry)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether it has whole characters alone, and of the control characters those of a text. */
  private static boolean isPlain(String text) {
    for (int index = 0; index < text.length(); index++) {
      var character = text.charAt(index);
      if (character < ' ' && character != '\t' && character != '\n' && character != '\r') {
        return false;
      }
      if (Character.isSurrogate(character)) {
        index++;
        if (index == text.length() || !Character.isSurrogatePair(character, text.charAt(index))) {
          return false;
        }
      }
    }
    return true;
  }
}
