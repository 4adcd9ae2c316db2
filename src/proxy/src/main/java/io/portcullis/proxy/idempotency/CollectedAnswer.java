package io.portcullis.proxy.idempotency;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ClientHeader;
import java.util.Map;
import java.util.Optional;

/** A stream as a whole, for those who joined it; of one that is too long, nothing. */
public final class CollectedAnswer {
  private final StringBuilder text = new StringBuilder();
  private boolean complete = true;

  /** One event of it has come. */
  public void add(String event) {
    complete = complete && text.length() + event.length() <= IdempotencyRecord.LONGEST_ANSWER;
    if (complete) {
      text.append(event);
    } else {
      text.setLength(0);
    }
  }

  /** The last one has come. */
  public Optional<Answer.Completion> whole(Map<ClientHeader, String> headers) {
    return complete
        ? Optional.of(new Answer.Completion(headers, text.toString(), Optional.empty()))
        : Optional.empty();
  }
}
