package io.portcullis.proxy.stream;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Cuts a body into server-sent events, each with the blank line that ends it ("Server-sent events",
 * html.spec.whatwg.org). Lines end with a line feed, or with a carriage return and a line feed; no
 * engine ends them with a carriage return alone.
 */
final class EventSplitter {
  private final Deque<byte[]> events = new ArrayDeque<>();
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean blankLine = true;
  private boolean content;

  void add(byte[] bytes) {
    for (var next : bytes) {
      begun.write(next);
      if (next == '\n') {
        if (blankLine && content) {
          events.add(begun.toByteArray());
          begun.reset();
          content = false;
        }
        blankLine = true;
      } else if (next != '\r') {
        blankLine = false;
        content = true;
      }
    }
  }

  /** The first event that has not been taken, if it is whole. */
  Optional<byte[]> next() {
    return Optional.ofNullable(events.poll());
  }

  /** Bytes of an event that is not whole. */
  int begun() {
    return begun.size();
  }
}
