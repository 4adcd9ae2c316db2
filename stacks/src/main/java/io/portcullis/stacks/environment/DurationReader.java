package io.portcullis.stacks.environment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads a duration of ISO 8601 and nothing else: a bare number would not tell its unit. */
final class DurationReader extends StdScalarDeserializer<Duration> {
  private static final long serialVersionUID = 1L;

  DurationReader() {
    super(Duration.class);
  }

  @Override
  public Duration deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (Duration) context.handleUnexpectedToken(Duration.class, parser);
    }
    try {
      return Duration.parse(parser.getText());
    } catch (DateTimeParseException e) {
      return (Duration)
          context.handleWeirdStringValue(Duration.class, parser.getText(), e.getMessage());
    }
  }
}
