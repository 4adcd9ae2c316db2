package io.portcullis.proxy;

import java.util.Arrays;
import java.util.Optional;

/**
 * The endpoint's routes that clients may call. A closed list: every token holder can also reach an
 * engine's metrics, settings and management routes, which are nobody's business.
 */
enum Route {
  CHAT_COMPLETIONS("POST", "/v1/chat/completions");

  private final String method;
  private final String path;

  Route(String method, String path) {
    this.method = method;
    this.path = path;
  }

  static Optional<Route> of(String method, String resource) {
    return Arrays.stream(values())
        .filter(route -> route.method.equals(method) && route.path.equals(resource))
        .findFirst();
  }

  /** The path below the endpoint's address. */
  String path() {
    return path;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
