package io.portcullis.proxy.stream;

import io.portcullis.http.HttpBody;
import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.content.AnswerObject;
import io.portcullis.proxy.content.Usage;
import io.portcullis.proxy.content.Utf8;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.token.TokenTraces;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The endpoint's answer as server-sent events, as they come. Only whole events leave it, so that
 * one which tells of a failure is always legible behind them.
 */
public final class EventStream implements AutoCloseable {
  /** Bytes of one event; a token of a model comes with some hundred, its log probabilities more. */
  private static final int EVENT_LIMIT = 1024 * 1024;

  /** Bytes of a stream, which API Gateway passes on without slowing it down. */
  private static final int STREAM_LIMIT = 10 * 1024 * 1024;

  /** For the end of the body behind its last event, so that the connection can be used again. */
  private static final Duration EPILOGUE = Duration.ofSeconds(1);

  private final HttpBody body;
  private final TokenWatch watch;
  private final boolean endsWithDone;
  private final boolean hidesUsage;
  private final EventSplitter splitter = new EventSplitter();
  private Optional<RefusalCode> failure = Optional.empty();
  private Optional<Item> last = Optional.empty();
  private Optional<Usage> usage = Optional.empty();
  private Consumer<String> listener = event -> {};
  private int length;
  private boolean done;

  /** What comes next of a stream. */
  public sealed interface Item {
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
   * @param hidesUsage whether the event that tells of nothing but the usage is kept back
   */
  public EventStream(HttpBody body, AccessToken token, boolean endsWithDone, boolean hidesUsage) {
    this.body = body;
    this.watch = new TokenWatch(new TokenTraces(token));
    this.endsWithDone = endsWithDone;
    this.hidesUsage = hidesUsage;
  }

  /**
   * Waits for the next event.
   *
   * @param idle the longest time in which nothing comes
   */
  public Item next(Duration idle, Deadline deadline) {
    while (true) {
      var passed = watch.next();
      if (passed.isPresent()) {
        listener.accept(passed.get());
        return new Item.Event(passed.get());
      }
      if (last.isPresent()) {
        return last.get();
      }
      last = done ? Optional.of(end()) : read(idle, deadline);
      if (done || last.filter(Item.End.class::isInstance).isPresent()) {
        watch.end();
      }
    }
  }

  /** Has every event from now on told to one more listener as it is passed on. */
  public void listen(Consumer<String> another) {
    listener = listener.andThen(another);
  }

  /** Takes the next event; with what the stream ends, if none comes. */
  private Optional<Item> read(Duration idle, Deadline deadline) {
    var event = splitter.next();
    while (event.isEmpty()) {
      var part = body.next(deadline.leftAtMost(idle));
      if (!(part instanceof HttpBody.Part.Bytes bytes)) {
        return Optional.of(ended(part));
      }
      length += bytes.bytes().length;
      splitter.add(bytes.bytes());
      if (length > STREAM_LIMIT || splitter.begun() > EVENT_LIMIT) {
        return Optional.of(failed(RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE));
      }
      event = splitter.next();
    }
    return judged(event.get());
  }

  private Optional<Item> judged(byte[] event) {
    var text = Utf8.decode(event);
    if (text.isEmpty()) {
      return Optional.of(failed(RefusalCode.UPSTREAM_RESPONSE_INVALID));
    }
    var data = EventData.of(text.get());
    var object = data.object();
    // What an engine says of a failure may name hosts and paths.
    if (object.filter(AnswerObject::hasError).isPresent()) {
      return Optional.of(failed(RefusalCode.UPSTREAM_INTERRUPTED));
    }
    var told = object.flatMap(AnswerObject::usage);
    usage = told.or(() -> usage);
    done = data.isDone();
    if (hidesUsage && object.filter(AnswerObject::isUsageAlone).isPresent()) {
      return Optional.empty();
    }
    watch.add(text.get(), data);
    return watch.isFound()
        ? Optional.of(failed(RefusalCode.UPSTREAM_RESPONSE_INVALID))
        : Optional.empty();
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
  public Optional<RefusalCode> failure() {
    return failure;
  }

  /** What it took, as far as the engine has told by now. */
  public Optional<Usage> usage() {
    return usage;
  }

  @Override
  public void close() {
    body.close();
  }
}
