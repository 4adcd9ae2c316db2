package io.portcullis.proxy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.stream.Collectors;

/** The data of a server-sent event; empty of a comment. */
record EventData(String text) {
  private static final JsonFactory JSON = new JsonFactory();

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

  /**
   * Whether an engine tells of a failure. What it says of it may name hosts and paths, and each
   * engine says it in its own form.
   */
  boolean isError() {
    if (!text.contains("\"error\"")) {
      return false;
    }
    try (var parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var named = parser.currentName().equals("error");
        if (parser.nextToken() != JsonToken.VALUE_NULL && named) {
          return true;
        }
        parser.skipChildren();
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /** Without what it says. */
  @Override
  public String toString() {
    return "EventData";
  }
}
