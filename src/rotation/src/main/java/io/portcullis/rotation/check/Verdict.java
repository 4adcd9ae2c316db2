package io.portcullis.rotation.check;

import java.time.Instant;
import java.util.Optional;

/** What is found of a token; reasons are the end of a sentence that begins with its version. */
public sealed interface Verdict {

  /**
   * It may be used.
   *
   * @param expiresAt absent of a token without an end, or if Hugging Face does not tell
   * @param endpointAsked whether the endpoint was asked as far as it should be
   */
  record Passed(Optional<Instant> expiresAt, boolean endpointAsked) implements Verdict {}

  /** It may not be used, and never will. */
  record Refused(String reason) implements Verdict {}

  /** It may not be used before somebody at Hugging Face approves it. */
  record NotReady(String reason) implements Verdict {}

  /** Nobody could say. */
  record Unknown(String reason) implements Verdict {}
}
