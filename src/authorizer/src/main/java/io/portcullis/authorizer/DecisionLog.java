package io.portcullis.authorizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** One line of JSON for each decision. */
final class DecisionLog {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private final PrintStream out;
  private final InstantSource clock;

  DecisionLog(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Begins the line of a request that has just come in. */
  DecisionLine begin(String functionName) {
    return new DecisionLine(functionName);
  }

  void write(DecisionLine line) {
    try {
      out.println(WRITER.writeValueAsString(line.ended(clock.instant())));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
