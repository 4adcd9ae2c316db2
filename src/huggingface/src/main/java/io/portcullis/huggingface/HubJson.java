package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the bodies of Hugging Face's answers are read: strictly, and no text of theirs unseen. */
final class HubJson {
  private static final ObjectReader READER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  // No underscore: no token passes for a name, whatever the Hub sends.
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z.-]{0,63}");

  private HubJson() {}

  /** The object that a body is, or nothing if it is none. */
  static Optional<JsonNode> object(byte[] body) {
    try {
      return Optional.of(READER.readTree(body)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A plain name, such as that of a permission; or {@link WhoAmI#UNRECOGNIZED}. */
  static String name(JsonNode value) {
    return value.isTextual() ? name(value.textValue()) : WhoAmI.UNRECOGNIZED;
  }

  /** A plain name, such as that of a scope; or {@link WhoAmI#UNRECOGNIZED}. */
  static String name(String text) {
    return NAME.matcher(text).matches() ? text : WhoAmI.UNRECOGNIZED;
  }

  /** A time of ISO 8601. */
  static Optional<Instant> time(JsonNode value) {
    try {
      return value.isTextual() ? Optional.of(Instant.parse(value.textValue())) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The token that a value is. */
  static Optional<AccessToken> token(JsonNode value) {
    return value.isTextual() ? AccessToken.parse(value.textValue()) : Optional.empty();
  }

  static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
