package io.portcullis.constructs.api;

import java.util.Locale;

/** A route of the endpoint that an API can have. The proxy knows the same ones. */
public enum InferenceRoute {
  /** {@code POST /v1/chat/completions}. */
  CHAT_COMPLETIONS("POST", "/v1/chat/completions"),
  /** {@code POST /v1/completions}. */
  COMPLETIONS("POST", "/v1/completions"),
  /** {@code POST /v1/embeddings}. */
  EMBEDDINGS("POST", "/v1/embeddings"),
  /** {@code POST /generate}, with {@code {"inputs", "parameters"}}. */
  GENERATE("POST", "/generate"),
  /** {@code GET /v1/models}. */
  MODELS("GET", "/v1/models");

  private final String method;
  private final String path;

  InferenceRoute(String method, String path) {
    this.method = method;
    this.path = path;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  /** Whether a call of it brings a body, which then is a JSON object. */
  public boolean takesBody() {
    return method.equals("POST");
  }

  /** The name as ids and titles have it, such as {@code ChatCompletions}. */
  String title() {
    var title = new StringBuilder();
    for (var word : name().split("_")) {
      title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return title.toString();
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
