package io.portcullis.test.attack.disaster;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.portcullis.test.attack.Outcome;
import java.io.IOException;

/** Writes who answered as the tables do. */
final class OutcomeKey extends JsonSerializer<Outcome> {
  @Override
  public void serialize(Outcome outcome, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeFieldName(outcome.toString());
  }
}
