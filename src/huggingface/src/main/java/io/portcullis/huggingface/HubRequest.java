package io.portcullis.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.http.HttpCall;
import io.portcullis.http.ServiceUrl;
import java.util.Map;
import java.util.TreeMap;

/** One question to Hugging Face. */
final class HubRequest {
  // The longest known answers list organizations or tokens, some hundred bytes for each.
  private static final int ANSWER_LIMIT = 1024 * 1024;

  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte[] body;

  private HubRequest(String method, String path, Map<String, String> headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
  }

  static HubRequest get(String path) {
    return new HubRequest("GET", path, Map.of(), new byte[0]);
  }

  static HubRequest delete(String path) {
    return new HubRequest("DELETE", path, Map.of(), new byte[0]);
  }

  static HubRequest post(String path, JsonNode body) {
    return post(path, "application/json", body.toString());
  }

  static HubRequest post(String path, String contentType, String body) {
    return new HubRequest("POST", path, Map.of("Content-Type", contentType), body.getBytes(UTF_8));
  }

  /** The same request in the name of a token. */
  HubRequest as(AccessToken token) {
    return authorized(token.authorization());
  }

  /** The same request with this header {@code Authorization}. */
  HubRequest authorized(String authorization) {
    var extended = new TreeMap<>(headers);
    extended.put("Authorization", authorization);
    return new HubRequest(method, path, extended, body);
  }

  /**
   * The call that it is.
   *
   * @param done the status that says that it is done: no other answer's body is needed
   */
  HttpCall to(ServiceUrl url, int done) {
    var all = new TreeMap<>(headers);
    all.put("Accept", "application/json");
    all.put("User-Agent", "portcullis");
    return new HttpCall(method, url.resolve(path), all, body, ANSWER_LIMIT, done == 201);
  }

  /** Without headers and body, which hold tokens and secrets. */
  @Override
  public String toString() {
    return "HubRequest[%s %s]".formatted(method, path);
  }
}
