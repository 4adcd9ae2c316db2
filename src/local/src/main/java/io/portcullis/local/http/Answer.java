package io.portcullis.local.http;

import java.nio.charset.StandardCharsets;

/** A whole response. */
public record Answer(int status, Headers headers, byte[] body) {

  public static Answer json(int status, String body) {
    return of(status, "application/json", body);
  }

  public static Answer of(int status, String contentType, String body) {
    return new Answer(
        status, Headers.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer empty(int status) {
    return new Answer(status, Headers.NONE, new byte[0]);
  }

  public Answer with(String header, String value) {
    return new Answer(status, headers.replacing(header, value), body);
  }

  public Answer withBody(byte[] other) {
    return new Answer(status, headers, other);
  }

  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
