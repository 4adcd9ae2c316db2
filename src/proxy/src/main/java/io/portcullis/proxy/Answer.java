package io.portcullis.proxy;

import java.util.Map;
import java.util.Optional;

/** What a client gets. */
sealed interface Answer {
  int status();

  Map<ClientHeader, String> headers();

  /** Why it is no good one, as far as that is known yet. */
  Optional<RefusalCode> failure();

  /** The endpoint's answer, passed on with status 200. */
  record Completion(Map<ClientHeader, String> headers, String body) implements Answer {
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

    /** All of it, or a refusal in its place. */
    Answer whole(RequestTimeouts timeouts, Deadline deadline) {
      try (rest) {
        var text = new StringBuilder();
        EventStream.Item item = first;
        while (item instanceof EventStream.Item.Event event) {
          text.append(event.text());
          item = rest.next(timeouts.idle(), deadline);
        }
        return item instanceof EventStream.Item.Failed failed
            ? new Refusal(failed.code(), failed.code().status(), Map.of())
            : new Completion(headers, text.toString());
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

    Refusal(RefusalCode code, int status, Map<ClientHeader, String> headers) {
      this(code, status, headers, RefusalDetail.of(code));
    }

    static Refusal of(RefusalCode code) {
      return of(code, RefusalDetail.of(code));
    }

    static Refusal of(RefusalCode code, RefusalDetail detail) {
      return new Refusal(code, code.status(), Map.of(), detail);
    }
  }
}
