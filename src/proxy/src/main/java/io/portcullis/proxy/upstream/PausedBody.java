package io.portcullis.proxy.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.http.HttpReply;
import io.portcullis.proxy.deadline.Deadline;
import java.time.Duration;

/**
 * What Hugging Face's proxy says of an endpoint that is paused. It says so with the status that
 * engines have for a wrong request (github.com/elastic/elasticsearch, issue 112033).
 */
final class PausedBody {
  private static final String SENTENCE = "Bad Request: Invalid state";

  /** Bytes; the sentence alone, or as the error of a JSON object. */
  private static final int LIMIT = 4 * 1024;

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private PausedBody() {}

  /** Looks into the body of a refusal; nothing of it is kept. */
  static boolean isIn(HttpReply.Opened refusal, Deadline deadline) {
    return refusal.whole(LIMIT, deadline.leftAtMost(TIMEOUT)) instanceof HttpReply.Answered answered
        && new String(answered.body(), UTF_8).contains(SENTENCE);
  }
}
