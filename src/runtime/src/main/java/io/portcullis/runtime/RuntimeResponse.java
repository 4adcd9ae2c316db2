package io.portcullis.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The response to one event over the Runtime API. */
final class RuntimeResponse implements StreamResponse {
  private final RuntimeApi api;
  private final String requestId;
  private Optional<ChunkedBody> body = Optional.empty();
  private boolean ended;

  RuntimeResponse(RuntimeApi api, String requestId) {
    this.api = api;
    this.requestId = requestId;
  }

  @Override
  public OutputStream begin(HttpPrelude prelude) throws IOException {
    if (body.isPresent()) {
      throw new IllegalStateException("a response begins once");
    }
    var bytes = prelude.bytes();
    var begun = api.respond(requestId);
    body = Optional.of(begun);
    begun.write(bytes);
    return begun;
  }

  @Override
  public void end() throws IOException {
    if (body.isEmpty()) {
      throw new IllegalStateException("the handler returned without a response");
    }
    if (!ended) {
      end(Map.of());
    }
  }

  /** Ends the response as a failed one, or says that there is none; too late for one that ended. */
  void fail(FunctionError error) throws IOException {
    if (body.isEmpty()) {
      api.fail(requestId, error);
    } else if (!ended) {
      end(
          Map.of(
              "Lambda-Runtime-Function-Error-Type", error.type(),
              "Lambda-Runtime-Function-Error-Body",
                  Base64.getEncoder().encodeToString(error.json())));
    }
  }

  private void end(Map<String, String> trailers) throws IOException {
    ended = true;
    body.get().end(trailers);
    api.responded();
  }
}
