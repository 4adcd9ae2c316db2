package io.portcullis.huggingface;

import java.time.Duration;
import java.util.Map;

/** What became of one HTTP request. */
public sealed interface HttpReply {

  /**
   * The service answered.
   *
   * @param status any status, redirects among them
   * @param headers by name in lower case; of repeated headers the last
   * @param body read for status 200 alone
   * @param firstByte time from the begin of the call, connection included, until the headers came
   */
  record Answered(int status, Map<String, String> headers, byte[] body, Duration firstByte)
      implements HttpReply {
    public Answered {
      headers = Map.copyOf(headers);
    }

    /** Without headers and body, which may hold anything. */
    @Override
    public String toString() {
      return "Answered[%d]".formatted(status);
    }
  }

  /** The answer's body was longer than the limit; the rest of it was not read. */
  record TooLarge() implements HttpReply {}

  /** The time was over before the answer was whole. */
  record TimedOut() implements HttpReply {}

  /** No connection came about, so nothing was sent. */
  record NotConnected() implements HttpReply {}

  /** The connection broke, or what came was no HTTP. The service may have acted on the request. */
  record Broken() implements HttpReply {}
}
