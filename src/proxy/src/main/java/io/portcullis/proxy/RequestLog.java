package io.portcullis.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** One line of JSON for each request. */
final class RequestLog {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private final PrintStream out;
  private final InstantSource clock;
  private final AtomicBoolean cold = new AtomicBoolean(true);

  RequestLog(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Begins the line of a request that has just come in. */
  RequestLine begin(String functionName) {
    return new RequestLine(functionName, cold.getAndSet(false));
  }

  void write(RequestLine line, Answer answer) {
    try {
      out.println(WRITER.writeValueAsString(line.ended(answer, clock.instant())));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
