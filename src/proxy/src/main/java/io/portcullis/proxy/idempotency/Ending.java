package io.portcullis.proxy.idempotency;

import io.portcullis.proxy.answer.Answer;
import java.util.Optional;

/** What became of a request that had a key. */
public sealed interface Ending {
  /**
   * It was done.
   *
   * @param answer for those who joined, if it is known as a whole
   */
  record Done(Optional<Answer.Completion> answer) implements Ending {}

  /** Certainly nothing: the endpoint was not asked, or refused it before any work. */
  record NotDone() implements Ending {}

  /** It may have been done, or a part of it. */
  record Unknown() implements Ending {}
}
