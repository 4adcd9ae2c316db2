package io.portcullis.proxy;

/** The headers that reach a client; there is no way to send another one. */
enum ClientHeader {
  /** Of an API that has one: the origin whose pages may read the answer. */
  ALLOWED_ORIGIN("access-control-allow-origin"),
  /** Clients parse by it. */
  CONTENT_TYPE("content-type"),
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

  String word() {
    return word;
  }
}
