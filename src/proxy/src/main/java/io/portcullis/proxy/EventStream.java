package io.portcullis.proxy;

import io.portcullis.http.HttpBody;
import io.portcullis.huggingface.AccessToken;
import java.time.Duration;
import java.util.Optional;

/**
 * The endpoint's answer as server-sent events, as they come. Only whole events leave it, so that
 * one which tells of a failure is always legible behind them.
 */
final class EventStream implements AutoCloseable {
  /** Bytes of one event; a token of a model comes with some hundred, its log probabilities more. */
  private static final int EVENT_LIMIT = 1024 * 1024;

  /** Bytes of a stream, which API Gateway passes on without slowing it down. */
  private static final int STREAM_LIMIT = 10 * 1024 * 1024;

  /** For the end of the body behind its last event, so that the connection can be used again. */
  private static final Duration EPILOGUE = Duration.ofSeconds(1);

  private final HttpBody body;
  private final AccessToken token;
  private final boolean endsWithDone;
  private final EventSplitter splitter = new EventSplitter();
  private Optional<RefusalCode> failure = Optional.empty();
  private int length;
  private boolean done;

  /** What comes next of a stream. */
  sealed interface Item {
    /** One event, or a comment that keeps the connection alive. */
    record Event(String text) implements Item {
      /** Without what the model said. */
      @Override
      public String toString() {
        return "Event";
      }
    }

    /** All of it has come. */
    record End() implements Item {}

    /** No more will come, though there is no end. */
    record Failed(RefusalCode code) implements Item {}
  }

  /**
   * A stream of which nothing has been read.
   *
   * @param endsWithDone whether a last event says that it is the last
   */
  EventStream(HttpBody body, AccessToken token, boolean endsWithDone) {
    this.body = body;
    this.token = token;
    this.endsWithDone = endsWithDone;
  }

  /**
   * Waits for the next event.
   *
   * @param idle the longest time in which nothing comes
   */
  Item next(Duration idle, Deadline deadline) {
    if (done) {
      return end();
    }
    var event = splitter.next();
    while (event.isEmpty()) {
      var part = body.next(deadline.leftAtMost(idle));
      if (!(part instanceof HttpBody.Part.Bytes bytes)) {
        return ended(part);
      }
      length += bytes.bytes().length;
      splitter.add(bytes.bytes());
      if (length > STREAM_LIMIT || splitter.begun() > EVENT_LIMIT) {
        return failed(RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE);
      }
      event = splitter.next();
    }
    return judged(event.get());
  }

  private Item judged(byte[] event) {
    var text = Utf8.decode(event).filter(known -> !token.isIn(known));
    if (text.isEmpty()) {
      return failed(RefusalCode.UPSTREAM_RESPONSE_INVALID);
    }
    var data = EventData.of(text.get());
    if (data.isError()) {
      return failed(RefusalCode.UPSTREAM_INTERRUPTED);
    }
    done = data.isDone();
    return new Item.Event(text.get());
  }

  /** An engine that dies behind a proxy may look like one that has come to its end. */
  private Item ended(HttpBody.Part part) {
    if (part instanceof HttpBody.Part.End && splitter.begun() == 0 && !endsWithDone) {
      return new Item.End();
    }
    return failed(
        part instanceof HttpBody.Part.Missing
            ? RefusalCode.GUARD_DEADLINE
            : RefusalCode.UPSTREAM_INTERRUPTED);
  }

  private Item failed(RefusalCode code) {
    failure = Optional.of(code);
    close();
    return new Item.Failed(code);
  }

  private Item end() {
    var part = body.next(EPILOGUE);
    if (!(part instanceof HttpBody.Part.End)) {
      close();
    }
    return new Item.End();
  }

  /** Why it broke off, if it did. */
  Optional<RefusalCode> failure() {
    return failure;
  }

  @Override
  public void close() {
    body.close();
  }
}
