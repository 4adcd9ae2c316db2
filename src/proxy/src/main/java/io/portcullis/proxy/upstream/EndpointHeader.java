package io.portcullis.proxy.upstream;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers that reach the endpoint; there is no way to send another one. A client's own
 * credentials, cookies and addresses stop here, and so does its {@code X-Scale-Up-Timeout}, with
 * which it could hold a function for minutes.
 */
enum EndpointHeader {
  /** Of a body always JSON: the request was validated as such. */
  CONTENT_TYPE("Content-Type"),
  /** The client's choice between JSON and an event stream. */
  ACCEPT("Accept"),
  /** The gateway's token, never anything of the client's. */
  AUTHORIZATION("Authorization"),
  /** Seconds that Hugging Face's proxy holds the call while no replica is ready. */
  SCALE_UP_TIMEOUT("X-Scale-Up-Timeout"),
  /** Ours: the JDK's would tell its version. */
  USER_AGENT("User-Agent");

  private final String word;

  EndpointHeader(String word) {
    this.word = word;
  }

  static Map<String, String> byName(Map<EndpointHeader, String> headers) {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(header -> header.getKey().word, Map.Entry::getValue));
  }
}
