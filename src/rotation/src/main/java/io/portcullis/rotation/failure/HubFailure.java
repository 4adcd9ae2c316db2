package io.portcullis.rotation.failure;

import io.portcullis.huggingface.HubReply;

/** What Hugging Face did not do, as a sentence or as an exception. */
public final class HubFailure {
  private HubFailure() {}

  /**
   * What was asked for, or the failure of the step.
   *
   * @param deed what was to be done, as in {@code make a token}
   */
  public static <T> T done(String deed, HubReply<T> reply) {
    if (reply instanceof HubReply.Done<T> done) {
      return done.value();
    }
    if (reply instanceof HubReply.Refused<T> refused) {
      throw new RotationException(
          "Hugging Face refused to %s: %s".formatted(deed, sentence(refused.refusal())));
    }
    throw new RotationException(
        "Hugging Face could not be asked to %s: %s; rotate again later"
            .formatted(deed, sentence((HubReply.Unavailable<T>) reply)));
  }

  /** Why nothing is known, as the end of a sentence that begins with who was asked. */
  public static String sentence(HubReply.Unavailable<?> unavailable) {
    return unavailable.reason().sentence()
        + unavailable
            .retryAfter()
            .map(time -> " for another %d s".formatted(time.toSeconds()))
            .orElse("");
  }

  private static String sentence(HubReply.Refusal refusal) {
    return switch (refusal) {
      case UNAUTHORIZED -> "it does not know the credential (401), bring another one";
      case FORBIDDEN -> "the credential may not (403)";
      case NOT_FOUND -> "it knows no such thing (404)";
      case INVALID -> "it does not take the request as it is";
    };
  }
}
