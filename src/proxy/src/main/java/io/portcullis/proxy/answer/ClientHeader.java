package io.portcullis.proxy.answer;

import java.util.EnumSet;
import java.util.stream.Collectors;

/** The headers that reach a client; there is no way to send another one. */
public enum ClientHeader {
  /** Of an API that has one: the origin whose pages may read the answer. */
  ALLOWED_ORIGIN("access-control-allow-origin"),
  /** Of the same: the headers that such a page may read. */
  EXPOSED_HEADERS("access-control-expose-headers"),
  /** Clients parse by it. */
  CONTENT_TYPE("content-type"),
  /** Of a customer's requests and tokens in a minute, as the OpenAI API says it. */
  LIMIT_REQUESTS("x-ratelimit-limit-requests"),
  LIMIT_TOKENS("x-ratelimit-limit-tokens"),
  REMAINING_REQUESTS("x-ratelimit-remaining-requests"),
  REMAINING_TOKENS("x-ratelimit-remaining-tokens"),
  RESET_REQUESTS("x-ratelimit-reset-requests"),
  RESET_TOKENS("x-ratelimit-reset-tokens"),
  /** What is left of each of a customer's limits, in the fields of the IETF's draft. */
  RATE_LIMIT("ratelimit"),
  /** A customer's limits, in the fields of the IETF's draft. */
  RATE_LIMIT_POLICY("ratelimit-policy"),
  /** Of a 429 or 503: clients wait by it instead of storming. */
  RETRY_AFTER("retry-after"),
  /** Of a refusal that a retry cannot change: clients of the OpenAI API then make none. */
  SHOULD_RETRY("x-should-retry"),
  /** The endpoint's {@code x-request-id}, for questions to Hugging Face; ours has another name. */
  UPSTREAM_REQUEST_ID("x-upstream-request-id");

  private final String word;

  ClientHeader(String word) {
    this.word = word;
  }

  /**
   * The value of {@link #EXPOSED_HEADERS}: all that tell a client something. Without it a browser
   * shows a page of another origin hardly more than the content type (Fetch standard,
   * "CORS-safelisted response-header name").
   */
  static String exposed() {
    return EnumSet.complementOf(EnumSet.of(ALLOWED_ORIGIN, EXPOSED_HEADERS, CONTENT_TYPE)).stream()
        .map(ClientHeader::word)
        .collect(Collectors.joining(", "));
  }

  public String word() {
    return word;
  }
}
