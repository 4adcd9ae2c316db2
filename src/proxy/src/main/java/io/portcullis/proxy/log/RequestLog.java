package io.portcullis.proxy.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.proxy.answer.Answer;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One line of JSON for each request. */
public final class RequestLog {
  private final PrintStream out;
  private final InstantSource clock;
  private final AtomicBoolean cold = new AtomicBoolean(true);

  public RequestLog(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Begins the line of a request that has just come in. */
  public RequestLine begin(String functionName) {
    return new RequestLine(functionName, cold.getAndSet(false));
  }

  public void write(RequestLine line, Answer answer) {
    print(line.ended(answer, clock.instant()));
  }

  /**
   * Something went wrong behind an answer, which stands nevertheless.
   *
   * @param what the name of the line's member that says it
   * @param word a word of ours, or the name of an exception's class
   */
  public void afterwards(Optional<String> requestId, String what, String word) {
    print(
        JsonNodeFactory.instance
            .objectNode()
            .put("request_id", requestId.orElse(null))
            .put(what, word));
  }

  private void print(ObjectNode line) {
    out.println(line);
  }
}
