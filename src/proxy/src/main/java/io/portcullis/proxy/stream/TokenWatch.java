package io.portcullis.proxy.stream;

import io.portcullis.proxy.token.TokenTraces;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the events of a stream pass that do not give the gateway's token away, not even together: an
 * event waits while the text that it continues may be the beginning of the token, and nothing of
 * the rest has come. An ordinary event passes at once; to look through it takes a processor 6
 * microseconds (JDK 25, C1), where a model takes milliseconds to say it.
 */
final class TokenWatch {
  /**
   * Characters that are no accident; fewer have passed before the rest is seen, and tell nothing.
   */
  private static final int LEAST_BEGINNING = 4;

  /** Texts of one answer; a model that sends more is no model. */
  private static final int MOST_TEXTS = 256;

  private static final Map<Followed, Long> NO_TEXT = Map.of();

  private final TokenTraces traces;
  private final Map<String, Followed> texts = new HashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean found;
  private boolean ended;

  /** A text of the answer, and how long it is. */
  private static final class Followed {
    private final TokenTraces.Trail trail;
    private long length;

    Followed(TokenTraces.Trail trail) {
      this.trail = trail;
    }

    /** From where on it may be the beginning of the token. */
    long beginning() {
      var begun = trail.begun();
      return begun < LEAST_BEGINNING ? length : length - begun;
    }
  }

  /** An event, and up to where it continues which texts. */
  private record Waiting(String event, Map<Followed, Long> ends) {
    boolean isFree() {
      for (var end : ends.entrySet()) {
        if (end.getValue() > end.getKey().beginning()) {
          return false;
        }
      }
      return true;
    }
  }

  TokenWatch(TokenTraces traces) {
    this.traces = traces;
  }

  /** Takes the next event of the stream. */
  void add(String event, EventData data) {
    var parts = EventTexts.of(data).parts();
    var ends = parts.isEmpty() ? NO_TEXT : new HashMap<Followed, Long>();
    for (var part : parts.entrySet()) {
      var text = followed(part.getKey(), part.getValue());
      ends.put(text, text.length);
    }
    found |= traces.isIn(event) || texts.size() > MOST_TEXTS;
    waiting.add(new Waiting(event, ends));
  }

  private Followed followed(String name, String part) {
    var text = texts.computeIfAbsent(name, none -> new Followed(traces.trail()));
    text.trail.add(part);
    text.length += part.length();
    found |= text.trail.isFound();
    return text;
  }

  /** No event follows, so that what waits is no beginning. */
  void end() {
    ended = true;
  }

  /** Whether the token is in what was taken; none of that may pass any more. */
  boolean isFound() {
    return found;
  }

  /** The first event that may pass. */
  Optional<String> next() {
    var first = waiting.peek();
    return first == null || found || !ended && !first.isFree()
        ? Optional.empty()
        : Optional.of(waiting.remove().event());
  }
}
