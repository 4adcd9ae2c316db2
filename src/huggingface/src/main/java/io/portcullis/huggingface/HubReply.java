package io.portcullis.huggingface;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a request to Hugging Face.
 *
 * @param <T> what it gives
 */
public sealed interface HubReply<T> {

  /** It is done. */
  record Done<T>(T value) implements HubReply<T> {}

  /** It is not done, and will not be by repeating it. */
  record Refused<T>(Refusal refusal) implements HubReply<T> {}

  /**
   * Nothing is known: it may have been done.
   *
   * @param retryAfter time after which the service said to come back
   */
  record Unavailable<T>(Unavailability reason, Optional<Duration> retryAfter)
      implements HubReply<T> {}

  /** Why Hugging Face refused. */
  enum Refusal {
    /** The credential is unknown or revoked (401). */
    UNAUTHORIZED,
    /** The credential is known and not admitted, or not for this (403). */
    FORBIDDEN,
    /** There is no such thing, or no such service (404, 405). */
    NOT_FOUND,
    /** The request itself (any other status of the 400s but 408 and 429). */
    INVALID
  }
}
