package io.portcullis.local.http;

import java.nio.charset.StandardCharsets;

/**
 * A request as it came over HTTP.
 *
 * @param method upper case
 * @param path raw, still percent-encoded
 * @param query raw, without the question mark, empty if there is none
 * @param body at most the listener's limit
 * @param truncated whether the body was longer than the limit
 */
public record Call(
    String method, String path, String query, Headers headers, byte[] body, boolean truncated) {

  public Call withHeaders(Headers other) {
    return new Call(method, path, query, other, body, truncated);
  }

  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A body is somebody's prompt: it is not part of the text. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
