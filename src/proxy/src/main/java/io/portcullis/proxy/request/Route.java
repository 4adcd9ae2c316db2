package io.portcullis.proxy.request;

import java.util.Arrays;
import java.util.Optional;

/**
 * The endpoint's routes that clients may call. A closed list: every token holder can also reach an
 * engine's metrics, settings and management routes, which are nobody's business. Which of them an
 * API has, the API decides.
 */
public enum Route {
  CHAT_COMPLETIONS("POST", "/v1/chat/completions"),
  COMPLETIONS("POST", "/v1/completions"),
  EMBEDDINGS("POST", "/v1/embeddings"),
  /** Text Generation Inference's own form, {@code {"inputs", "parameters"}}. */
  GENERATE("POST", "/generate"),
  MODELS("GET", "/v1/models");

  private final String method;
  private final String path;

  Route(String method, String path) {
    this.method = method;
    this.path = path;
  }

  public static Optional<Route> of(String method, String resource) {
    return Arrays.stream(values())
        .filter(route -> route.method.equals(method) && route.path.equals(resource))
        .findFirst();
  }

  /** The path below the endpoint's address. */
  public String path() {
    return path;
  }

  /** Whether a streamed answer says which event is the last, as in OpenAI's API. */
  public boolean endsWithDone() {
    return this == CHAT_COMPLETIONS || this == COMPLETIONS;
  }

  /** Whether a call of it brings a body, which then is a JSON object. */
  public boolean takesBody() {
    return method.equals("POST");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
