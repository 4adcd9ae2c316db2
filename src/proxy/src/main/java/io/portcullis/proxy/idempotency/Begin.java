package io.portcullis.proxy.idempotency;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.refusal.RefusalCode;

/** What is to be done about a request with a key. */
public sealed interface Begin {
  /** It is the first. */
  record Run(IdempotencyRecord record) implements Begin {}

  /** The same was being done, and this is its answer. */
  record Joined(Answer.Completion answer) implements Begin {}

  /** It must not be done. */
  record Refused(RefusalCode code) implements Begin {}

  /**
   * The table is away: nobody knows whether it is the first.
   *
   * @param record to be told what becomes of it, should it be done nevertheless
   */
  record Unavailable(IdempotencyRecord record) implements Begin {}
}
