package io.portcullis.proxy;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.outcome.Work;
import io.portcullis.proxy.refusal.RefusedException;
import java.util.function.Supplier;

/**
 * An answer, and what is left to do about its request once it has been sent.
 *
 * @param work what the endpoint did; of a stream, known when it has ended
 * @param settling tells the table what the request came to; once
 */
record Exchange(Answer answer, Supplier<Work> work, Runnable settling) {
  /** An answer that nothing has to be settled for. */
  static Exchange of(Answer answer) {
    return new Exchange(answer, () -> Work.NONE, () -> {});
  }

  /** A refusal before anything was asked. */
  static Exchange refused(RefusedException refused) {
    return of(Answer.Refusal.of(refused.code(), refused.detail()));
  }

  /** The same, with something more to be settled afterwards. */
  Exchange settlingToo(Runnable more) {
    return new Exchange(
        answer,
        work,
        () -> {
          settling.run();
          more.run();
        });
  }
}
