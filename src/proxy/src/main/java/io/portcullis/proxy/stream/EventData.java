package io.portcullis.proxy.stream;

import io.portcullis.proxy.content.AnswerObject;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data of a server-sent event; empty of a comment. */
record EventData(String text) {
  static EventData of(String event) {
    return new EventData(
        event
            .lines()
            .filter(line -> line.startsWith("data:"))
            .map(line -> line.substring(5).strip())
            .collect(Collectors.joining("\n")));
  }

  /** Whether it is the last event of an answer in OpenAI's form. */
  boolean isDone() {
    return text.equals("[DONE]");
  }

  /** What an object says of itself; empty where it is none, or says nothing of that. */
  Optional<AnswerObject> object() {
    return text.contains("\"error\"") || text.contains("\"usage\"")
        ? AnswerObject.read(text)
        : Optional.empty();
  }

  /** Without what it says. */
  @Override
  public String toString() {
    return "EventData";
  }
}
