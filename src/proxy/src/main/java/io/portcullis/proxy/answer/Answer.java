package io.portcullis.proxy.answer;

import io.portcullis.proxy.content.Usage;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusalDetail;
import io.portcullis.proxy.stream.EventStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a client gets. */
public sealed interface Answer {
  int status();

  Map<ClientHeader, String> headers();

  /** The same with more headers; where it has one of them, its own stays. */
  Answer with(Map<ClientHeader, String> more);

  /** Why it is no good one, as far as that is known yet. */
  Optional<RefusalCode> failure();

  /** The tokens that it took, as far as the engine has told by now. */
  Optional<Usage> usage();

  /** The endpoint's answer, passed on with status 200. */
  record Completion(Map<ClientHeader, String> headers, String body, Optional<Usage> usage)
      implements Answer {
    public Completion {
      headers = Map.copyOf(headers);
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public Optional<RefusalCode> failure() {
      return Optional.empty();
    }

    @Override
    public Completion with(Map<ClientHeader, String> more) {
      return new Completion(merged(headers, more), body, usage);
    }

    /** Without what the endpoint said. */
    @Override
    public String toString() {
      return "Completion";
    }
  }

  /** The endpoint's answer as it comes, passed on with status 200. */
  record Events(Map<ClientHeader, String> headers, EventStream.Item.Event first, EventStream rest)
      implements Answer {
    public Events {
      headers = Map.copyOf(headers);
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public Optional<RefusalCode> failure() {
      return rest.failure();
    }

    @Override
    public Optional<Usage> usage() {
      return rest.usage();
    }

    @Override
    public Events with(Map<ClientHeader, String> more) {
      return new Events(merged(headers, more), first, rest);
    }

    /** All of it, or a refusal in its place. */
    public Answer whole(RequestTimeouts timeouts, Deadline deadline) {
      try (rest) {
        var text = new StringBuilder();
        EventStream.Item item = first;
        while (item instanceof EventStream.Item.Event event) {
          text.append(event.text());
          item = rest.next(timeouts.idle(), deadline);
        }
        return item instanceof EventStream.Item.Failed failed
            ? new Refusal(failed.code(), failed.code().status(), Map.of())
            : new Completion(headers, text.toString(), rest.usage());
      }
    }
  }

  /** A refusal by one of the layers. */
  record Refusal(
      RefusalCode code, int status, Map<ClientHeader, String> headers, RefusalDetail detail)
      implements Answer {
    public Refusal {
      headers = Map.copyOf(headers);
    }

    @Override
    public Optional<RefusalCode> failure() {
      return Optional.of(code);
    }

    @Override
    public Optional<Usage> usage() {
      return Optional.empty();
    }

    @Override
    public Refusal with(Map<ClientHeader, String> more) {
      return new Refusal(code, status, merged(headers, more), detail);
    }

    public Refusal(RefusalCode code, int status, Map<ClientHeader, String> headers) {
      this(code, status, headers, RefusalDetail.of(code));
    }

    public static Refusal of(RefusalCode code) {
      return of(code, RefusalDetail.of(code));
    }

    public static Refusal of(RefusalCode code, RefusalDetail detail) {
      return new Refusal(code, code.status(), Map.of(), detail);
    }
  }

  private static Map<ClientHeader, String> merged(
      Map<ClientHeader, String> headers, Map<ClientHeader, String> more) {
    var merged = new HashMap<>(more);
    merged.putAll(headers);
    return merged;
  }
}
