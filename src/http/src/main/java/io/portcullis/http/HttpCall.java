package io.portcullis.http;

import java.net.URI;
import java.util.Map;

/**
 * One HTTP request.
 *
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param url where to
 * @param headers every header that is sent, but for those of the connection itself
 * @param body what is sent; of no length but for {@code POST}
 * @param answerLimit bytes of an answer's body that are read at most
 * @param everyBody whether the body is read of an answer of any status, not of 200 alone
 */
public record HttpCall(
    String method,
    URI url,
    Map<String, String> headers,
    byte[] body,
    int answerLimit,
    boolean everyBody) {

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  public static HttpCall get(URI url, Map<String, String> headers, int answerLimit) {
    return new HttpCall("GET", url, headers, new byte[0], answerLimit, false);
  }

  public static HttpCall delete(URI url, Map<String, String> headers, int answerLimit) {
    return new HttpCall("DELETE", url, headers, new byte[0], answerLimit, false);
  }

  public static HttpCall post(URI url, Map<String, String> headers, byte[] body, int answerLimit) {
    return new HttpCall("POST", url, headers, body, answerLimit, false);
  }

  /** The same call to a service that says in the body why it refuses. */
  public HttpCall readingEveryBody() {
    return new HttpCall(method, url, headers, body, answerLimit, true);
  }

  /** Without headers and body: one holds a token, the other a prompt. */
  @Override
  public String toString() {
    return "HttpCall[%s %s]".formatted(method, url);
  }
}
